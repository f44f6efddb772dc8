package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.ergosync.domain.Changes;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordValue;
import io.ergosync.storage.Samples;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Datasets of an identity that is merged into another: Bob's into Alice's. */
class DatasetMergingTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private static final Limits LIMITS = new Limits(4, 100, 10_000, 200);
  private static final DatasetName NAME = new DatasetName("settings");
  private static final Identity CAROL =
      new Identity(Samples.POOL, new IdentityId("us-east-1:cccccccc-1234-1234-1234-abcdefabcdef"));
  private static final DatasetName MERGED = new DatasetName("settings." + BOB.identityId());

  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage storage = storage(LocalTables.client(), table);

  private static DynamoDbDatasetStorage storage(DynamoDbClient client, String table) {
    return StorageOnLocalTables.create(client, table, StorageOnLocalTables.TINY, LIMITS, CLOCK);
  }

  @Test
  void merge_movesTheDatasetUnderTheSurvivorWithACounterOfItsOwn() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0), replace("gone", "x", 0)));
    storage.update(BOB.dataset(NAME), update(replace("b", "v".repeat(100), 0), remove("gone", 1)));

    assertThat(storage.merge(BOB.dataset(NAME), ALICE)).isEqualTo(MERGED);

    assertThat(storage.listDatasets(BOB, "", 10)).isEmpty();
    assertThat(names(ALICE)).containsExactly("settings", MERGED.value());
    Changes.Present root = present(ALICE, NAME);
    assertThat(root.mergedDatasetNames()).containsExactly(MERGED);
    assertThat(root.records()).containsExactly(Samples.record("a", "alice", 1));
    Changes.Present merged = present(ALICE, MERGED);
    assertThat(merged.syncCount()).isEqualTo(1);
    assertThat(merged.mergedDatasetNames()).isEmpty();
    assertThat(merged.records())
        .containsExactly(Samples.record("a", "bob", 1), Samples.record("b", "v".repeat(100), 1));
  }

  @Test
  void merge_withoutANamesake_isReportedByTheAbsentDataset() {
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0)));

    storage.merge(BOB.dataset(NAME), ALICE);

    Changes absent = storage.listChanges(ALICE.dataset(NAME), 0);
    assertThat(absent).isInstanceOf(Changes.Absent.class);
    assertThat(absent.mergedDatasetNames()).containsExactly(MERGED);
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    assertThat(present(ALICE, NAME).mergedDatasetNames()).containsExactly(MERGED);
    assertThat(names(ALICE)).containsExactly("settings", MERGED.value());
  }

  @Test
  void deletionOfTheMergedDataset_endsTheReport() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);

    storage.delete(ALICE.dataset(MERGED));

    assertThat(present(ALICE, NAME).mergedDatasetNames()).isEmpty();
    assertThat(names(ALICE)).containsExactly("settings");
  }

  @Test
  void merge_ofADatasetThatCameByAMerge_keepsItsName() {
    storage.update(CAROL.dataset(NAME), update(replace("a", "carol", 0)));
    DatasetName carols = storage.merge(CAROL.dataset(NAME), BOB);

    assertThat(storage.merge(BOB.dataset(carols), ALICE)).isEqualTo(carols);
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(carols);
    assertThat(storage.listChanges(BOB.dataset(NAME), 0).mergedDatasetNames()).isEmpty();
  }

  @Test
  void merge_beyondTheSurvivorsLimit_leavesTheDatasetWhereItIs() {
    for (int i = 0; i < 4; i++) {
      storage.update(ALICE.dataset(new DatasetName("d" + i)), update(replace("a", "", 0)));
    }
    storage.update(BOB.dataset(NAME), update(replace("a", "v".repeat(500), 0)));

    assertThatThrownBy(() -> storage.merge(BOB.dataset(NAME), ALICE))
        .isInstanceOf(LimitExceededException.class);

    assertThat(present(BOB, NAME).records())
        .containsExactly(Samples.record("a", "v".repeat(500), 1));
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames()).isEmpty();
  }

  @Test
  void merge_ofAnAbsentDataset_isNotFound() {
    assertThatThrownBy(() -> storage.merge(BOB.dataset(NAME), ALICE))
        .isInstanceOf(DatasetNotFoundException.class);
  }

  @Test
  void merge_ofADatasetWithTombstonesOnly_leavesNothing() {
    storage.update(BOB.dataset(NAME), update(remove("a", 0)));

    storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(names(BOB)).isEmpty();
    assertThat(names(ALICE)).isEmpty();
  }

  @Test
  void merge_killedAtEveryStepAndRunAgain_endsTheSame() {
    int steps = 1;
    while (endsEarly(steps)) {
      steps++;
    }
    assertThat(steps).as("requests of a whole merge").isGreaterThan(8);
  }

  /** Kills a merge after so many requests and runs it again; false if it needed fewer. */
  private boolean endsEarly(int requests) {
    String own = LocalTables.create();
    DynamoDbDatasetStorage good = storage(LocalTables.client(), own);
    good.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    good.update(
        BOB.dataset(NAME), update(replace("a", "bob", 0), replace("b", "v".repeat(400), 0)));
    boolean killed = false;
    try {
      storage(DyingClient.after(requests, LocalTables.client()), own)
          .merge(BOB.dataset(NAME), ALICE);
    } catch (DyingClient.DeathError e) {
      killed = true;
    }
    List<Dataset> left = good.listDatasets(BOB, "", 10);
    if (!left.isEmpty()) {
      good.merge(BOB.dataset(NAME), ALICE);
    }
    Changes.Present merged = (Changes.Present) good.listChanges(ALICE.dataset(MERGED), 0);
    assertThat(merged.records())
        .as("after death at request %d", requests)
        .extracting(DatasetRecord::key, DatasetRecord::syncCount)
        .containsExactly(tuple("a", 1L), tuple("b", 1L));
    assertThat(good.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(MERGED);
    assertThat(good.listDatasets(ALICE, "", 10)).hasSize(2);
    assertThat(good.listDatasets(BOB, "", 10)).isEmpty();
    return killed;
  }

  @Test
  void merge_repeatedAfterTheClientFoldedTheCopyIn_doesNotBringItBack() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.delete(ALICE.dataset(MERGED));

    assertThatThrownBy(() -> storage.merge(BOB.dataset(NAME), ALICE))
        .isInstanceOf(DatasetNotFoundException.class);

    assertThat(names(ALICE)).containsExactly("settings");
    assertThat(names(BOB)).isEmpty();
    assertThat(present(ALICE, NAME).mergedDatasetNames()).isEmpty();
  }

  @Test
  void merge_repeatedAfterALateUpdateOfTheSource_keepsWhatTheFirstBrought() {
    storage.update(BOB.dataset(NAME), update(replace("photo", "only copy", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(BOB.dataset(NAME), update(replace("note", "late", 0)));

    assertThat(storage.merge(BOB.dataset(NAME), ALICE)).isEqualTo(MERGED);

    assertThat(present(ALICE, MERGED).records())
        .containsExactly(
            Samples.record("photo", "only copy", 1), Samples.record("note", "late", 2));
    assertThat(present(ALICE, MERGED).syncCount()).isEqualTo(2);
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(MERGED);
  }

  @Test
  void merge_ofAnotherValueForAKeyOfTheCopy_goesToANumberedCopy() {
    storage.update(BOB.dataset(NAME), update(replace("a", "first", 0), replace("same", "s", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(BOB.dataset(NAME), update(replace("a", "second", 0), replace("same", "s", 0)));

    DatasetName second = storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(second).isEqualTo(new DatasetName(MERGED + ".2"));
    assertThat(values(ALICE, MERGED)).containsExactly("a=first", "same=s");
    assertThat(values(ALICE, second)).containsExactly("a=second", "same=s");
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(MERGED, second);
    storage.delete(ALICE.dataset(second));
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(MERGED);
  }

  @Test
  void merge_ofValuesThatTheCopyHas_onlyDeletesTheSource() {
    storage.update(BOB.dataset(NAME), update(replace("a", "x", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(BOB.dataset(NAME), update(replace("a", "x", 0)));

    storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(present(ALICE, MERGED).syncCount()).isEqualTo(1);
    assertThat(names(ALICE)).containsExactly(MERGED.value());
    assertThat(names(BOB)).isEmpty();
  }

  @Test
  void merge_intoACopyWithoutRoom_goesToANumberedCopy() {
    storage.update(BOB.dataset(NAME), update(replace("a", "v".repeat(6_000), 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(BOB.dataset(NAME), update(replace("b", "w".repeat(6_000), 0)));

    DatasetName second = storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(second).isEqualTo(new DatasetName(MERGED + ".2"));
    assertThat(values(ALICE, MERGED)).containsExactly("a=" + "v".repeat(6_000));
    assertThat(values(ALICE, second)).containsExactly("b=" + "w".repeat(6_000));
  }

  @Test
  void merge_leavesADatasetAloneThatAUserNamedLikeACopy() {
    storage.update(ALICE.dataset(MERGED), update(replace("a", "alice's own", 0)));
    storage.update(BOB.dataset(NAME), update(replace("b", "bob", 0)));

    DatasetName copy = storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(copy).isEqualTo(new DatasetName(MERGED + ".2"));
    assertThat(values(ALICE, MERGED)).containsExactly("a=alice's own");
    assertThat(values(ALICE, copy)).containsExactly("b=bob");
    assertThat(storage.listChanges(ALICE.dataset(NAME), 0).mergedDatasetNames())
        .containsExactly(copy);
  }

  @Test
  void merge_bringsBackWhatAClientRemovedFromTheCopy_onlyIfItIsThereAnew() {
    storage.update(BOB.dataset(NAME), update(replace("a", "old", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(ALICE.dataset(MERGED), update(remove("a", 1)));
    storage.update(BOB.dataset(NAME), update(replace("a", "new", 0)));

    storage.merge(BOB.dataset(NAME), ALICE);

    assertThat(present(ALICE, MERGED).records()).containsExactly(Samples.record("a", "new", 3));
  }

  @Test
  void merges_inAChain_keepWhatEachBrought() {
    storage.update(CAROL.dataset(NAME), update(replace("a", "first", 0)));
    DatasetName carols = storage.merge(CAROL.dataset(NAME), BOB);
    storage.update(CAROL.dataset(NAME), update(replace("b", "second", 0)));
    storage.merge(CAROL.dataset(NAME), ALICE);

    assertThat(storage.merge(BOB.dataset(carols), ALICE)).isEqualTo(carols);

    assertThat(values(ALICE, carols)).containsExactlyInAnyOrder("a=first", "b=second");
    assertThat(names(BOB)).isEmpty();
    assertThat(names(CAROL)).isEmpty();
    assertThat(storage.listChanges(BOB.dataset(NAME), 0).mergedDatasetNames()).isEmpty();
  }

  @Test
  void merges_inACircle_keepWhatEachBrought() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0)));
    DatasetName alices = storage.merge(ALICE.dataset(NAME), BOB);

    storage.merge(BOB.dataset(NAME), ALICE);
    storage.merge(BOB.dataset(alices), ALICE);

    assertThat(values(ALICE, MERGED)).containsExactly("a=bob");
    assertThat(values(ALICE, alices)).containsExactly("a=alice");
    assertThat(names(BOB)).isEmpty();
  }

  @Test
  void merge_overtakenByUpdatesOfSourceCopyAndRoot_losesNoneOfThem() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));
    storage.update(BOB.dataset(NAME), update(replace("a", "bob", 0)));
    storage.merge(BOB.dataset(NAME), ALICE);
    storage.update(BOB.dataset(NAME), update(replace("b", "bob", 0)));
    List<Runnable> updates =
        new ArrayList<>(
            List.of(
                () -> storage.update(BOB.dataset(NAME), update(replace("c", "source", 0))),
                () -> storage.update(ALICE.dataset(MERGED), update(replace("d", "copy", 0))),
                () -> storage.update(ALICE.dataset(NAME), update(replace("e", "root", 0)))));
    DynamoDbClient overtaken =
        InterceptedClient.of(
            LocalTables.client(),
            (request, send) -> {
              if (request instanceof TransactWriteItemsRequest && !updates.isEmpty()) {
                updates.removeFirst().run();
              }
              return send.call();
            });

    storage(overtaken, table).merge(BOB.dataset(NAME), ALICE);

    assertThat(values(ALICE, MERGED))
        .containsExactlyInAnyOrder("a=bob", "b=bob", "c=source", "d=copy");
    storage.update(ALICE.dataset(NAME), update(replace("f", "root", 0)));
    assertThat(values(ALICE, NAME)).contains("a=alice", "f=root");
    assertThat(names(BOB)).isEmpty();
  }

  @Test
  void merge_ofAnIdentityIntoItself_isRefused() {
    storage.update(ALICE.dataset(NAME), update(replace("a", "alice", 0)));

    assertThatThrownBy(() -> storage.merge(ALICE.dataset(NAME), ALICE)).isNotNull();

    assertThat(values(ALICE, NAME)).containsExactly("a=alice");
  }

  private List<String> values(Identity identity, DatasetName name) {
    return present(identity, name).records().stream()
        .filter(DatasetRecord::live)
        .map(record -> record.key() + "=" + ((RecordValue.Text) record.value()).text())
        .toList();
  }

  private Changes.Present present(Identity identity, DatasetName name) {
    return (Changes.Present) storage.listChanges(identity.dataset(name), 0);
  }

  private List<String> names(Identity identity) {
    return storage.listDatasets(identity, "", 10).stream()
        .map(dataset -> dataset.id().datasetName().value())
        .toList();
  }
}
