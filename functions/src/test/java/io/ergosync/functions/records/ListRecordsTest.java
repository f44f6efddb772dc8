package io.ergosync.functions.records;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListRecordsTest {
  private final Server server = new Server();

  @Test
  void listRecords_datasetThatNeverExisted_isEmptyWithToken() {
    Reply reply = server.list("lastSyncCount", "9");

    String token = reply.body().path("SyncSessionToken").asText();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(token).hasSize(332);
    assertThat(reply.text())
        .isEqualTo(
            "{\"Records\":[],\"Count\":0,\"DatasetSyncCount\":0,\"MergedDatasetNames\":[],\"DatasetExists\":false,\"DatasetDeletedAfterRequestedSyncCount\":false,\"SyncSessionToken\":\"%s\"}"
                .formatted(token));
  }

  @Test
  void listRecords_changesAfterACount_areInOrderOfCountAndKey() {
    server.update("[" + replace("b", "1", 0) + "," + replace("a", "2", 0) + "]");
    server.clock.advance(Duration.ofSeconds(1));
    server.update("[{\"Op\":\"remove\",\"Key\":\"b\",\"SyncCount\":1}]");

    Reply all = server.list();
    assertThat(all.text())
        .startsWith(
            "{\"Records\":["
                + "{\"Key\":\"a\",\"Value\":\"2\",\"SyncCount\":1,\"LastModifiedDate\":1767323045.678,"
                + "\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DeviceLastModifiedDate\":1767323045.678},"
                + "{\"Key\":\"b\",\"SyncCount\":2,\"LastModifiedDate\":1767323046.678,"
                + "\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"DeviceLastModifiedDate\":1767323046.678}"
                + "],\"Count\":2,\"DatasetSyncCount\":2,\"LastModifiedBy\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\","
                + "\"MergedDatasetNames\":[],\"DatasetExists\":true,\"DatasetDeletedAfterRequestedSyncCount\":false,\"SyncSessionToken\":");
    assertThat(server.list("lastSyncCount", "1").body().at("/Records/0/Key").asText())
        .isEqualTo("b");
    assertThat(server.list("lastSyncCount", "2").body().path("Records")).isEmpty();
  }

  @Test
  void listRecords_countThatTheDatasetHasNotReached_isInvalidParameter() {
    server.update("[" + replace("a", "1", 0) + "]");

    Reply reply = server.list("lastSyncCount", "2");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorType()).isEqualTo("InvalidParameterException");
    assertThat(reply.message()).isEqualTo("No such SyncCount: 2 exists for this Dataset");
    assertThat(server.list("lastSyncCount", "9223372036854775807").message())
        .isEqualTo("No such SyncCount: 9223372036854775807 exists for this Dataset");
  }

  @Test
  void listRecords_deletedDataset_tellsOnlyThoseWhoKnewIt() {
    server.update("[" + replace("a", "1", 0) + "]");
    server.send("DeleteDataset", server.request("DeleteDataset"));

    assertThat(flagged(server.list())).isFalse();
    assertThat(flagged(server.list("lastSyncCount", "0"))).isFalse();
    assertThat(flagged(server.list("lastSyncCount", "1"))).isTrue();
    assertThat(flagged(server.list("lastSyncCount", "2"))).isFalse();
    assertThat(server.list("lastSyncCount", "1").body().path("DatasetExists").asBoolean())
        .isFalse();
    assertThat(server.list("lastSyncCount", "1").body().path("DatasetSyncCount").asInt()).isZero();
  }

  @Test
  void listRecords_recreatedDataset_isToldAsDeletedWithItsNewRecords() {
    server.update("[" + replace("a", "1", 0) + "]");
    server.send("DeleteDataset", server.request("DeleteDataset"));
    server.update("[" + replace("baz", "2", 0) + "]");

    Reply reply = server.list("lastSyncCount", "1");

    assertThat(flagged(reply)).isTrue();
    assertThat(reply.body().path("DatasetExists").asBoolean()).isTrue();
    assertThat(reply.body().at("/Records/0/Key").asText()).isEqualTo("baz");
    assertThat(reply.body().path("DatasetSyncCount").asInt()).isEqualTo(2);
    assertThat(flagged(server.list("lastSyncCount", "2"))).isFalse();
  }

  @Test
  void listRecords_withItsOwnToken_givesTheSameTokenBack_untilItIsUsed() {
    String token = server.list().body().path("SyncSessionToken").asText();

    assertThat(server.list("syncSessionToken", token).body().path("SyncSessionToken").asText())
        .isEqualTo(token);
    String patch = "[" + replace("a", "1", 5) + "]";
    assertThat(server.update(Server.DATASET, Server.COGNITO, token, patch).status()).isEqualTo(409);
    assertThat(server.list("syncSessionToken", token).status()).isEqualTo(200);
    patch = "[" + replace("a", "1", 0) + "]";
    assertThat(server.update(Server.DATASET, Server.COGNITO, token, patch).status()).isEqualTo(200);

    Reply afterUse = server.list("syncSessionToken", token);
    assertThat(afterUse.errorType()).isEqualTo("InvalidParameterException");
    assertThat(afterUse.message())
        .isEqualTo("SyncSessionToken not valid for these inputs: it was used by an update");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok", "AAAA"})
  void listRecords_garbageToken_isInvalidParameter(String token) {
    assertThat(server.list("syncSessionToken", token).message())
        .startsWith("SyncSessionToken not valid for these inputs");
    assertThat(server.list("nextToken", token).message())
        .isEqualTo("NextToken not valid for these inputs");
    assertThat(server.list("nextToken", token).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999999999999"})
  void listRecords_impossiblePageSize_isInvalidParameter(String maxResults) {
    Reply reply = server.list("maxResults", maxResults);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.message())
        .startsWith("1 validation error detected: Value '" + maxResults + "' at 'maxResults'");
  }

  @Test
  void listRecords_negativeCount_isInvalidParameter() {
    assertThat(server.list("lastSyncCount", "-1").message())
        .isEqualTo(
            "1 validation error detected: Value '-1' at 'lastSyncCount' failed to satisfy constraint: Member must have value greater than or equal to 0");
  }

  private static boolean flagged(Reply reply) {
    return reply.body().path("DatasetDeletedAfterRequestedSyncCount").asBoolean();
  }
}
