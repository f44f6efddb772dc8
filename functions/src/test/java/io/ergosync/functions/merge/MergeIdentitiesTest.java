package io.ergosync.functions.merge;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.api.ApiException;
import io.ergosync.domain.Changes;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.ThrottledException;
import io.ergosync.functions.merge.MergeIdentities.NotMerged;
import io.ergosync.functions.merge.MergeIdentities.Result;
import io.ergosync.storage.DatasetMerging;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.dynamodb.DyingClient;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.StorageOnLocalTables;
import io.ergosync.storage.dynamodb.StorageSettings;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.FunctionLog;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class MergeIdentitiesTest {
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          StorageSettings.DEFAULT, new Limits(4, 10, 1_000, 20), Clock.systemUTC());
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final MergeIdentities operation = operation(storage, storage, log);

  private static MergeIdentities operation(
      DatasetStorage storage, DatasetMerging merging, OutputStream log) {
    return new MergeIdentities(
        storage,
        merging,
        new FunctionLog(
            new PrintStream(log, true, StandardCharsets.UTF_8),
            new EmbeddedMetrics(Clock.systemUTC(), "test"),
            "MergeIdentities"));
  }

  @Test
  void merge_ofThreeAndTwoDatasetsWithOneNameInCommon_keepsAllThatFits() {
    fill(ALICE, "a", "b", "common");
    fill(BOB, "common", "own");

    Result first = operation.merge(BOB, ALICE);

    assertThat(first.merged()).containsExactly(merged("common"));
    assertThat(first.notMerged())
        .containsExactly(
            new NotMerged(new DatasetName("own"), "An identity can have at most 4 datasets."));
    assertThat(names(ALICE)).containsExactly("a", "b", "common", merged("common").value());
    assertThat(names(BOB)).containsExactly("own");

    storage.delete(ALICE.dataset(merged("common")));
    assertThat(operation.merge(BOB, ALICE))
        .isEqualTo(new Result(List.of(merged("own")), List.of()));
    assertThat(names(BOB)).isEmpty();
    assertThat(operation.merge(BOB, ALICE)).isEqualTo(new Result(List.of(), List.of()));
  }

  @Test
  void merge_ofADatasetThatFails_goesOnWithTheOthers() {
    DynamoDbDatasetStorage roomy = on(LocalTables.client(), LocalTables.create());
    fill(roomy, BOB, "a-corrupt", "b-contended", "c-throttled", "d-limit", "e-unknown", "sound");
    DatasetMerging failing =
        (source, survivor) ->
            switch (source.datasetName().value().charAt(0)) {
              case 'a' -> throw new CorruptDatasetException(source, "chunks are missing");
              case 'b' -> throw new ContendedException(source);
              case 'c' -> throw new ThrottledException(new IllegalStateException("throttled"));
              case 'd' -> throw LimitExceededException.tooManyDatasets(Limits.DEFAULT);
              case 'e' -> throw new IllegalStateException("the database is away");
              default -> roomy.merge(source, survivor);
            };

    Result result = operation(roomy, failing, log).merge(BOB, ALICE);

    assertThat(result.merged()).containsExactly(merged("sound"));
    assertThat(result.notMerged())
        .extracting(left -> left.datasetName().value())
        .containsExactly("a-corrupt", "b-contended", "c-throttled", "d-limit", "e-unknown");
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("A dataset cannot be merged."))
        .anyMatch(line -> line.contains("a-corrupt") && line.contains("CorruptDatasets"))
        .anyMatch(line -> line.contains("e-unknown") && line.contains("the database is away"));
  }

  @Test
  void merge_killedAtEveryStepAndRunAgain_endsTheSame() {
    int requests = 0;
    boolean killed = true;
    while (killed) {
      requests++;
      killed = killedAfter(requests);
    }
    assertThat(requests).as("requests of a whole merge").isGreaterThan(8);
  }

  /**
   * Merges two identities of three and two datasets, kills it and runs it again; false if it was
   * through before.
   */
  private static boolean killedAfter(int requests) {
    String table = LocalTables.create();
    DynamoDbDatasetStorage good = on(LocalTables.client(), table);
    fill(good, ALICE, "a", "b", "common");
    fill(good, BOB, "common", "own");
    DynamoDbDatasetStorage dying = on(DyingClient.after(requests, LocalTables.client()), table);
    boolean killed = false;
    try {
      operation(dying, dying, OutputStream.nullOutputStream()).merge(BOB, ALICE);
    } catch (DyingClient.DeathError e) {
      killed = true;
    }
    operation(good, good, OutputStream.nullOutputStream()).merge(BOB, ALICE);
    assertThat(names(good, ALICE))
        .as("after death at request %d", requests)
        .containsExactly("a", "b", "common", merged("common").value(), merged("own").value());
    assertThat(names(good, BOB)).isEmpty();
    for (String name : List.of("common", "own")) {
      assertThat(good.listChanges(ALICE.dataset(new DatasetName(name)), 0).mergedDatasetNames())
          .containsExactly(merged(name));
      Changes.Present copy = (Changes.Present) good.listChanges(ALICE.dataset(merged(name)), 0);
      assertThat(copy.syncCount()).isEqualTo(1);
      assertThat(copy.records()).hasSize(1);
    }
    return killed;
  }

  private static DynamoDbDatasetStorage on(DynamoDbClient client, String table) {
    return StorageOnLocalTables.create(
        client, table, StorageSettings.DEFAULT, Limits.DEFAULT, Clock.systemUTC());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{}", "{\"identityPoolId\":7}"})
  void request_thatIsNotOne_isRefusedWithAReason(String payload) {
    assertThatThrownBy(() -> MergeRequest.read(payload))
        .isInstanceOf(ApiException.class)
        .hasMessageMatching("(?s).{10,}");
  }

  @Test
  void request_namesEveryViolation() {
    assertThatThrownBy(
            () -> MergeRequest.read("{\"identityPoolId\":\"INVALID\",\"fromIdentityId\":\"x\"}"))
        .hasMessageContaining("3 validation errors detected")
        .hasMessageContaining("Value 'INVALID' at 'identityPoolId'")
        .hasMessageContaining(
            "'toIdentityId' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void request_ofAnIdentityWithItself_isRefused() {
    assertThatThrownBy(() ->
            MergeRequest.read(
                """
                {"identityPoolId":"us-east-1:1","fromIdentityId":"us-east-1:2","toIdentityId":"us-east-1:2"}
                """))
        .isInstanceOf(ApiException.class)
        .hasMessage("fromIdentityId and toIdentityId must be different.");
  }

  private void fill(Identity identity, String... datasetNames) {
    fill(storage, identity, datasetNames);
  }

  private static void fill(
      DynamoDbDatasetStorage storage, Identity identity, String... datasetNames) {
    for (String name : datasetNames) {
      storage.update(identity.dataset(new DatasetName(name)), update(replace("key", name, 0)));
    }
  }

  private static DatasetName merged(String name) {
    return new DatasetName(name + "." + BOB.identityId());
  }

  private List<String> names(Identity identity) {
    return names(storage, identity);
  }

  private static List<String> names(DynamoDbDatasetStorage storage, Identity identity) {
    return storage.listDatasets(identity, "", 10).stream()
        .map(Dataset::id)
        .map(id -> id.datasetName().value())
        .toList();
  }
}
