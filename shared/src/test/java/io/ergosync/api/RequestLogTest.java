package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.auth.Caller;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.EmbeddedMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(
          new PrintStream(bytes, false, StandardCharsets.US_ASCII),
          new EmbeddedMetrics(CLOCK, "test"),
          () -> new Consumption(1, 2.5, 3));

  @Test
  void success_isOneLine_whichCountsWhatItTook() {
    log.write(
        "ListRecords",
        "é-1",
        LoggedMembers.NONE,
        new Answer.Success(Json.object().put("Value", "secret")),
        12);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"level":"INFO","operation":"ListRecords","requestId":"é-1","outcome":"OK","status":200,\
            "stack":"test","_aws":{"Timestamp":5,"CloudWatchMetrics":[{"Namespace":"ErgoSync",\
            "Dimensions":[["stack"]],"Metrics":[{"Name":"Latency","Unit":"Milliseconds"},\
            {"Name":"ReadUnits","Unit":"Count"},{"Name":"WriteUnits","Unit":"Count"},\
            {"Name":"Retries","Unit":"Count"}]}]},\
            "Latency":12,"ReadUnits":1,"WriteUnits":2.5,"Retries":3}
            """);
  }

  @Test
  void clientError_hasNeitherMessageNorStackTrace_andCountsAsWhatItIs() throws Exception {
    Answer answer = new Answer.Failure(new ApiException(ErrorCode.RESOURCE_CONFLICT, "secret"));

    log.write("UpdateRecords", "1", LoggedMembers.NONE, answer, 3);

    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("secret", "stackTrace");
    JsonNode line = Json.read(text);
    assertThat(line.path("outcome").asText()).isEqualTo("ResourceConflictException");
    assertThat(line.path("Conflicts").asInt()).isEqualTo(1);
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .containsExactly("Latency", "ReadUnits", "WriteUnits", "Retries", "Conflicts");
  }

  @Test
  void update_tellsItsDatasetAndItsSyncCount_butNothingThatIsMalformed() throws Exception {
    ObjectNode answer = Json.object();
    answer.putArray("Records").addObject().put("SyncCount", 7).put("Value", "secret");
    ObjectNode request =
        Json.object()
            .put("IdentityPoolId", "us-east-1:1")
            .put("IdentityId", "a\nb")
            .put("DatasetName", "settings");

    log.write(
        "UpdateRecords",
        "1",
        LoggedMembers.of(new RpcLikeCall(request)),
        new Answer.Success(answer),
        3);

    JsonNode line = Json.read(bytes.toString(StandardCharsets.UTF_8));
    assertThat(line.path("identityPoolId").asText()).isEqualTo("us-east-1:1");
    assertThat(line.has("identityId")).isFalse();
    assertThat(line.path("datasetName").asText()).isEqualTo("settings");
    assertThat(line.path("syncCount").asInt()).isEqualTo(7);
  }

  private record RpcLikeCall(ObjectNode members) implements Call {
    @Override
    public Optional<Caller> caller() {
      return Optional.empty();
    }

    @Override
    public String requestId() {
      return "1";
    }

    @Override
    public JsonNode member(String name) {
      return members.path(name);
    }
  }

  @Test
  void corruption_isCountedByItself() throws Exception {
    var corrupt =
        new CorruptDatasetException("its head names a chunk that is gone", new Exception());

    log.write(
        "ListRecords",
        "1",
        LoggedMembers.NONE,
        new Answer.Failure(ApiException.internalError(corrupt)),
        3);

    JsonNode line = Json.read(bytes.toString(StandardCharsets.UTF_8));
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .endsWith("InternalErrors", "CorruptDatasets");
    assertThat(line.path("CorruptDatasets").asInt()).isEqualTo(1);
  }

  @Test
  void internalError_hasTheStackTraceOnTheSameLine() throws Exception {
    ApiException error = ApiException.internalError(new IllegalStateException("the cause"));

    log.write("UpdateRecords", "1", LoggedMembers.NONE, new Answer.Failure(error), 3);

    String text = bytes.toString(StandardCharsets.UTF_8);
    JsonNode line = Json.read(text);
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("stackTrace").asText())
        .contains("Caused by: java.lang.IllegalStateException: the cause")
        .contains("RequestLogTest.internalError");
  }
}
