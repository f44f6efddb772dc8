package io.ergosync.functions.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.json.Json;
import io.ergosync.api.rpc.RpcForm;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded samples of the legacy RPC form, byte for byte. */
class RpcSamplesTest {
  /** Samples in which more was edited than the names that the test puts back. */
  private static final Set<String> EDITED =
      Set.of("GetIdentityPoolConfiguration", "ListDatasets", "SetIdentityPoolConfiguration");

  private final Server server = new Server();

  static List<RpcSample> samples() throws IOException {
    return RpcSample.all();
  }

  static List<RpcSample> measuredSamples() throws IOException {
    return samples().stream().filter(sample -> !EDITED.contains(sample.operation())).toList();
  }

  @Test
  void samples_areTheTenOfTheDocumentation() throws IOException {
    assertThat(samples()).hasSize(10);
    assertThat(measuredSamples()).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anAnswerOfTheSamplesMembers_isRenderedAsTheSample(RpcSample sample) throws IOException {
    ObjectNode members = (ObjectNode) Json.read(sample.response()).path("Output");
    members.remove("__type");
    ObjectNode answer = (ObjectNode) asEncoded(members);
    if (answer.path("MergedDatasetNames").isNull()) {
      answer.putArray("MergedDatasetNames");
    }

    assertThat(RpcForm.render(sample.operation(), new Answer.Success(answer), "id").body())
        .isEqualTo(sample.response());
  }

  @ParameterizedTest
  @MethodSource("measuredSamples")
  void sample_hasTheRecordedLength(RpcSample sample) {
    assertThat(sample.response().getBytes(StandardCharsets.UTF_8)).hasSize(sample.contentLength());
  }

  @Test
  void listRecords_ofAMissingDataset_isTheSample() {
    RpcSample sample = RpcSample.of("ListRecords");

    Reply reply = server.rpc(Server.DEVELOPER, sample.request());

    String token = reply.body().at("/Output/SyncSessionToken").asText();
    assertThat(reply.text().replace(token, RpcSample.SYNC_SESSION_TOKEN))
        .isEqualTo(sample.response());
    assertThat(reply.text()).hasSize(623);
    assertThat(reply.headers().path("x-amzn-requestid").asText())
        .isEqualTo("b3d2e31e-d6b7-4612-8e84-c9ba288dab5d");
  }

  @Test
  void listDatasets_andUsage_ofTheSamplesDataset_areTheSamples() {
    server.clock.advance(
        Duration.between(server.clock.instant(), Instant.ofEpochMilli(1_412_974_057_151L)));
    update("value-1", 0);
    server.clock.advance(Duration.ofMillis(93));
    update("value-12", 1);

    RpcSample datasets = RpcSample.of("ListDatasets");
    assertThat(server.rpc(Server.DEVELOPER, datasets.request()).text())
        .isEqualTo(datasets.response());
    // The recorded usage was modified 24 seconds after its only dataset: by one since deleted.
    RpcSample usage = RpcSample.of("DescribeIdentityUsage");
    assertThat(server.rpc(Server.DEVELOPER, usage.request()).text())
        .isEqualTo(usage.response().replace("1.412974081336E9", "1.412974057244E9"))
        .hasSize(318);
  }

  private void update(String value, long syncCount) {
    Reply listed = rpc("ListRecords", Json.object().put("DatasetName", "my_list"));
    ObjectNode input = Json.object().put("DatasetName", "my_list");
    input.set("SyncSessionToken", listed.body().at("/Output/SyncSessionToken"));
    ObjectNode patch = input.putArray("RecordPatches").addObject();
    patch.put("Op", "replace").put("Key", "itemkey1").put("SyncCount", syncCount);
    patch.put("Value", value);
    assertThat(rpc("UpdateRecords", input).status()).isEqualTo(200);
  }

  private Reply rpc(String operation, ObjectNode input) {
    input.put("IdentityPoolId", Server.IDENTITY.identityPoolId().value());
    input.put("IdentityId", Server.IDENTITY.identityId().value());
    ObjectNode body =
        Json.object().put("Operation", "com.amazonaws.cognito.sync.model#" + operation);
    body.set("Input", input);
    return server.rpc(Server.DEVELOPER, Json.text(body));
  }

  /** The members as an encoder gives them: in any other order, dates with three decimals. */
  private static JsonNode asEncoded(JsonNode node) {
    return switch (node) {
      case ObjectNode structure -> {
        ObjectNode reversed = Json.object();
        structure
            .propertyStream()
            .toList()
            .reversed()
            .forEach(member -> reversed.set(member.getKey(), asEncoded(member.getValue())));
        yield reversed;
      }
      case ArrayNode list -> {
        ArrayNode encoded = list.arrayNode();
        list.forEach(element -> encoded.add(asEncoded(element)));
        yield encoded;
      }
      case JsonNode date when date.isBigDecimal() ->
          DecimalNode.valueOf(date.decimalValue().setScale(3, RoundingMode.UNNECESSARY));
      case JsonNode scalar -> scalar;
    };
  }
}
