package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.telemetry.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(
          new PrintStream(bytes, false, StandardCharsets.US_ASCII),
          new EmbeddedMetrics(CLOCK, "test"));

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
            "{\"level\":\"INFO\",\"operation\":\"UpdateRecords\",\"requestId\":\"1\",\"outcome\":\"ResourceConflictException\",\"status\":409,\"metric\":\"Conflicts\",\"milliseconds\":3,"
                + "\"stack\":\"test\",\"_aws\":{\"Timestamp\":5,\"CloudWatchMetrics\":[{\"Namespace\":\"ErgoSync\",\"Dimensions\":[[\"stack\"]],"
                + "\"Metrics\":[{\"Name\":\"Conflicts\",\"Unit\":\"Count\"}]}]},\"Conflicts\":1}\n");
  }

  @Test
  void corruption_isCountedByItself() throws Exception {
    var corrupt =
        new CorruptDatasetException("its head names a chunk that is gone", new Exception());

    log.write("ListRecords", "1", new Answer.Failure(ApiException.internalError(corrupt)), 3);

    JsonNode line = Json.read(bytes.toString(StandardCharsets.UTF_8));
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .containsExactly("InternalErrors", "CorruptDatasets");
    assertThat(line.path("CorruptDatasets").asInt()).isEqualTo(1);
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
