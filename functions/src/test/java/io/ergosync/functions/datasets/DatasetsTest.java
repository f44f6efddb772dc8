package io.ergosync.functions.datasets;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.http.GatewayEvent;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Limits;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
  private static final String MY_DATASET =
      "{\"IdentityId\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DatasetName\":\"My_data.set:v-1\","
          + "\"CreationDate\":1767323045.678,\"LastModifiedDate\":1767323045.678,"
          + "\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DataStorage\":4,\"NumRecords\":1}";

  private final Server server = new Server(new Limits(1_000, 1_024, 1_048_576, 8_192));

  @Test
  void describeDataset_existing_isAnsweredInFull() {
    server.update("[" + replace("k", "é1", 0) + "]");

    assertThat(send("DescribeDataset").text()).isEqualTo("{\"Dataset\":" + MY_DATASET + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeDataset", "DeleteDataset"})
  void dataset_missing_isNotFound(String operation) {
    Reply reply = send(operation);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(reply.message()).isEqualTo("Dataset My_data.set:v-1 does not exist.");
  }

  @Test
  void deleteDataset_answersTheDatasetAsItWas_andItIsGone() {
    server.update("[" + replace("k", "é1", 0) + "]");

    assertThat(send("DeleteDataset").text()).isEqualTo("{\"Dataset\":" + MY_DATASET + "}");
    assertThat(send("DescribeDataset").status()).isEqualTo(404);
    assertThat(send("ListDatasets").body().path("Count").asInt()).isZero();
  }

  @Test
  void listDatasets_ofAnIdentityWithout_isEmpty() {
    assertThat(send("ListDatasets").text()).isEqualTo("{\"Datasets\":[],\"Count\":0}");
  }

  @Test
  void listDatasets_ofOne_isAnsweredInFull() {
    server.update("[" + replace("k", "é1", 0) + "]");

    assertThat(send("ListDatasets").text())
        .isEqualTo("{\"Datasets\":[" + MY_DATASET + "],\"Count\":1}");
  }

  @ParameterizedTest
  @CsvSource({"'',64", "64,64", "1000,64", "30,30", "1,1"})
  void listDatasets_inPages_isTheWholeListOnce(String maxResults, int pageSize) {
    for (int i = 0; i < 130; i++) {
      create("d%03d".formatted(i));
    }
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      GatewayEvent request = server.request("ListDatasets");
      request = maxResults.isEmpty() ? request : request.query("maxResults", maxResults);
      request = token.isEmpty() ? request : request.query("nextToken", token);
      JsonNode page = server.send("ListDatasets", request).body();
      page.path("Datasets").forEach(dataset -> names.add(dataset.path("DatasetName").asText()));
      assertThat(page.path("Count").asInt()).isLessThanOrEqualTo(pageSize);
      token = page.path("NextToken").asText("");
      assertThat(token.isEmpty()).isEqualTo(names.size() == 130);
    } while (!token.isEmpty());

    assertThat(names).hasSize(130).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "AAAAAAAAAAAA", "é"})
  void listDatasets_garbageToken_isInvalidParameter(String token) {
    Reply reply =
        server.send("ListDatasets", server.request("ListDatasets").query("nextToken", token));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("NextToken not valid for these inputs");
  }

  private void create(String name) {
    DatasetId dataset = Server.IDENTITY.dataset(new DatasetName(name));
    Reply reply =
        server.update(
            dataset, Server.COGNITO, server.token(dataset), "[" + replace("k", "v", 0) + "]");
    assertThat(reply.status()).isEqualTo(200);
  }

  private Reply send(String operation) {
    return server.send(operation, server.request(operation));
  }
}
