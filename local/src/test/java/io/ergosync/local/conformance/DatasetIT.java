package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.IdentityUsage;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

/**
 * Datasets through an unmodified AWS SDK for Java v2 and the very functions that the template
 * deploys.
 */
class DatasetIT {
  private static RunningCloud cloud;

  private SignedIn app;
  private String datasetName = "settings";

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void signIn() {
    app = cloud.signIn(RunningCloud.newIdentityPoolId());
  }

  @Test
  void aDataset_livesFromItsFirstUpdateToItsDeletionAndBack() {
    ListRecordsResponse before = list(app.client(), 0);
    assertThat(before.datasetExists()).isFalse();
    assertThat(before.records()).isEmpty();
    assertThat(before.syncSessionToken()).isNotEmpty();

    List<Record> written =
        update(app.client(), replace("color", "blue", 0), replace("size", "", 0));
    assertThat(written).extracting(Record::syncCount).containsExactly(1L, 1L);
    update(
        app.client(), RecordPatch.builder().op(Operation.REMOVE).key("size").syncCount(1L).build());
    ListRecordsResponse listed = list(app.client(), 0);
    assertThat(listed.datasetSyncCount()).isEqualTo(2);
    assertThat(listed.lastModifiedBy()).isEqualTo(app.identityId());
    assertThat(listed.records()).extracting(Record::key).containsExactly("color", "size");
    assertThat(listed.records()).extracting(Record::value).containsExactly("blue", null);
    assertThat(list(app.client(), 1).records()).extracting(Record::key).containsExactly("size");

    Dataset described = describe();
    assertThat(described.numRecords()).isEqualTo(1);
    assertThat(described.dataStorage()).isEqualTo(9);
    assertThat(
            app.client()
                .listDatasets(
                    r -> r.identityPoolId(app.identityPoolId()).identityId(app.identityId()))
                .datasets())
        .containsExactly(described);
    assertThat(usage().datasetCount()).isEqualTo(1);
    assertThat(usage().dataStorage()).isEqualTo(9);

    assertThat(delete(app.client())).isEqualTo(described);
    assertThatThrownBy(this::describe).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> delete(app.client())).isInstanceOf(ResourceNotFoundException.class);
    assertThat(list(app.client(), 2).datasetExists()).isFalse();
    assertThat(list(app.client(), 2).datasetDeletedAfterRequestedSyncCount()).isTrue();

    update(app.client(), replace("color", "red", 0));
    ListRecordsResponse again = list(app.client(), 2);
    assertThat(again.datasetDeletedAfterRequestedSyncCount()).isTrue();
    assertThat(again.records()).extracting(Record::syncCount).containsExactly(3L);
    assertThat(list(app.client(), 0).datasetDeletedAfterRequestedSyncCount()).isFalse();
  }

  @Test
  void aStaleSyncCount_isAConflictAndChangesNothing() {
    update(app.client(), replace("key", "1", 0));

    assertThatThrownBy(() -> update(app.client(), replace("other", "x", 0), replace("key", "2", 0)))
        .isInstanceOfSatisfying(
            ResourceConflictException.class,
            conflict -> {
              assertThat(conflict.statusCode()).isEqualTo(409);
              assertThat(conflict.awsErrorDetails().errorMessage())
                  .isEqualTo("Current SyncCount for: key is: 1 not: 0");
              assertThat(conflict.requestId()).isNotEmpty();
            });
    assertThat(list(app.client(), 0).records()).hasSize(1);
  }

  @Test
  void anUpdateSentAgain_getsItsFirstAnswer() {
    String token = list(app.client(), 0).syncSessionToken();
    List<Record> first = update(app.client(), token, List.of(replace("key", "1", 0)));

    assertThat(update(app.client(), token, List.of(replace("key", "1", 0)))).isEqualTo(first);
    assertThat(list(app.client(), 0).datasetSyncCount()).isEqualTo(1);
    assertThatThrownBy(() -> update(app.client(), token, List.of(replace("key", "2", 1))))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aSyncCountThatTheDatasetNeverHad_isRefusedAsTheOriginalDoes() {
    update(app.client(), replace("key", "1", 0));

    assertThatThrownBy(() -> list(app.client(), 2))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("No such SyncCount: 2 exists for this Dataset");
  }

  @Test
  void anotherIdentity_isRefusedEverywhere() {
    update(app.client(), replace("key", "1", 0));
    CognitoSyncClient stranger = cloud.signIn(app.identityPoolId()).client();
    CognitoSyncClient foreigner = cloud.signIn(RunningCloud.newIdentityPoolId()).client();

    for (CognitoSyncClient other : List.of(stranger, foreigner)) {
      List<Executable> calls =
          List.of(
              () -> list(other, 0),
              () -> update(other, "token", List.of(replace("key", "2", 1))),
              () -> delete(other),
              () ->
                  other.describeDataset(r ->
                      r.identityPoolId(app.identityPoolId())
                          .identityId(app.identityId())
                          .datasetName(datasetName)),
              () ->
                  other.listDatasets(
                      r -> r.identityPoolId(app.identityPoolId()).identityId(app.identityId())),
              () ->
                  other.describeIdentityUsage(
                      r -> r.identityPoolId(app.identityPoolId()).identityId(app.identityId())));
      assertThat(calls)
          .allSatisfy(call ->
              assertThatThrownBy(call::execute)
                  .isInstanceOfSatisfying(
                      NotAuthorizedException.class,
                      refusal -> assertThat(refusal.statusCode()).isEqualTo(403)));
    }
    assertThat(list(cloud.developer(), 0).records()).hasSize(1);
  }

  @Test
  void dates_keepTheirMilliseconds() {
    Instant moment = Instant.parse("2024-05-06T07:08:09.123Z");
    List<Record> written =
        update(
            app.client(),
            replace("key", "1", 0).toBuilder().deviceLastModifiedDate(moment).build());

    assertThat(written.getFirst().deviceLastModifiedDate()).isEqualTo(moment);
    assertThat(list(app.client(), 0).records()).isEqualTo(written);
  }

  @Test
  void theLargestThings_areStoredWhole() {
    String hard = "\uD83D\uDE00\"\\\n\u0001'";
    Map<String, Map<String, String>> datasets =
        Map.of(
            "thousand",
            records(1_024, i -> "key" + i, "v".repeat(900)),
            "one-value",
            Map.of("key", "x".repeat(1_048_000)),
            "long-keys",
            records(300, i -> "鍵".repeat(1_020) + "%04d".formatted(i), "v"),
            "hard",
            records(100, i -> "k" + i, hard.repeat(1_040)));

    datasets.forEach((name, records) -> {
      datasetName = name;
      List<RecordPatch> patches =
          records.entrySet().stream()
              .map(entry -> replace(entry.getKey(), entry.getValue(), 0))
              .toList();
      assertThat(values(update(app.client(), list(app.client(), 0).syncSessionToken(), patches)))
          .isEqualTo(records);
      assertThat(values(list(app.client(), 0).records())).isEqualTo(records);
    });
  }

  @Test
  void limits_areEnforced() {
    assertThatThrownBy(() -> update(app.client(), replace("key", "x".repeat(1_048_575), 0)))
        .isInstanceOf(LimitExceededException.class);
    for (int i = 0; i < 20; i++) {
      datasetName = "dataset" + i;
      update(app.client(), replace("key", "1", 0));
    }
    datasetName = "one-too-many";
    assertThatThrownBy(() -> update(app.client(), replace("key", "1", 0)))
        .isInstanceOf(LimitExceededException.class);
  }

  private static Map<String, String> records(int count, IntFunction<String> key, String value) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(key::apply, i -> value));
  }

  private static Map<String, String> values(Collection<Record> records) {
    return records.stream().collect(Collectors.toMap(Record::key, Record::value));
  }

  private ListRecordsResponse list(CognitoSyncClient client, long lastSyncCount) {
    return client.listRecords(r ->
        r.identityPoolId(app.identityPoolId())
            .identityId(app.identityId())
            .datasetName(datasetName)
            .lastSyncCount(lastSyncCount));
  }

  private List<Record> update(CognitoSyncClient client, RecordPatch... patches) {
    return update(client, list(client, 0).syncSessionToken(), List.of(patches));
  }

  private List<Record> update(CognitoSyncClient client, String token, List<RecordPatch> patches) {
    return client
        .updateRecords(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(datasetName)
                .syncSessionToken(token)
                .recordPatches(patches))
        .records();
  }

  private Dataset describe() {
    return app.client()
        .describeDataset(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(datasetName))
        .dataset();
  }

  private Dataset delete(CognitoSyncClient client) {
    return client
        .deleteDataset(r ->
            r.identityPoolId(app.identityPoolId())
                .identityId(app.identityId())
                .datasetName(datasetName))
        .dataset();
  }

  private IdentityUsage usage() {
    return app.client()
        .describeIdentityUsage(
            r -> r.identityPoolId(app.identityPoolId()).identityId(app.identityId()))
        .identityUsage();
  }

  private static RecordPatch replace(String key, String value, long syncCount) {
    return RecordPatch.builder()
        .op(Operation.REPLACE)
        .key(key)
        .value(value)
        .syncCount(syncCount)
        .build();
  }
}
