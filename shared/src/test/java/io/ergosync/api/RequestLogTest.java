package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(new PrintStream(bytes, false, StandardCharsets.US_ASCII));

  @Test
  void success_isOneLine() {
    log.write("ListRecords", "é-1", new Answer.Success(Json.object().put("Value", "secret")), 12);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"level\":\"INFO\",\"operation\":\"ListRecords\",\"requestId\":\"é-1\",\"outcome\":\"OK\",\"status\":200,\"milliseconds\":12}\n");
  }

  @Test
  void clientError_hasNeitherMessageNorStackTrace() {
    Answer answer = new Answer.Failure(new ApiException(ErrorCode.RESOURCE_CONFLICT, "secret"));

    log.write("UpdateRecords", "1", answer, 3);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"level\":\"INFO\",\"operation\":\"UpdateRecords\",\"requestId\":\"1\",\"outcome\":\"ResourceConflictException\",\"status\":409,\"metric\":\"Conflicts\",\"milliseconds\":3}\n");
  }

  @Test
  void internalError_hasTheStackTraceOnTheSameLine() throws Exception {
    ApiException error = ApiException.internalError(new IllegalStateException("the cause"));

    log.write("UpdateRecords", "1", new Answer.Failure(error), 3);

    String text = bytes.toString(StandardCharsets.UTF_8);
    JsonNode line = Json.read(text);
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("stackTrace").asText())
        .contains("Caused by: java.lang.IllegalStateException: the cause")
        .contains("RequestLogTest.internalError");
  }
}
