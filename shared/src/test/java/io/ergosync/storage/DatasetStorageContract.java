package io.ergosync.storage;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.DEVELOPER;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.record;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.removed;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Author;
import io.ergosync.domain.Changes;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.OutdatedSessionException;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.domain.UsedSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DatasetStorage} must do, whatever is behind it. Run by one subclass for each.
 */
public abstract class DatasetStorageContract {
  private static final Limits ROOMY = new Limits(3, 100, 10_000, 100);
  private static final Limits LIMITS = new Limits(3, 4, 200, 6);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private DatasetStorage storage;

  /** A new, empty storage. */
  protected abstract DatasetStorage create(Limits limits, Clock clock);

  @BeforeEach
  final void createStorage() {
    storage = create(LIMITS, CLOCK);
  }

  @Test
  void listChanges_ofADatasetThatNeverExisted_isAbsent() {
    assertThat(storage.listChanges(SETTINGS, 0)).isEqualTo(Changes.Absent.NEVER_EXISTED);
    assertThat(storage.listChanges(SETTINGS, 7)).isEqualTo(Changes.Absent.NEVER_EXISTED);
  }

  @Test
  void update_ofAnAbsentDataset_createsItWithSyncCountOne() {
    UpdateResult result = storage.update(SETTINGS, update(replace("a", "1", 0)));

    assertThat(result).isEqualTo(new UpdateResult(List.of(record("a", "1", 1)), 1));
    Changes.Present changes = present(0);
    assertThat(changes.syncCount()).isEqualTo(1);
    assertThat(changes.deletedSyncCount()).isZero();
    assertThat(changes.lastModifiedBy()).isEqualTo(DEVELOPER.lastModifiedBy());
    assertThat(changes.records()).containsExactly(record("a", "1", 1));
  }

  @Test
  void update_ofSeveralRecords_raisesTheSyncCountByOneAndAnswersInTheOrderOfThePatches() {
    UpdateResult result =
        storage.update(SETTINGS, update(replace("b", "2", 0), replace("a", "1", 0)));

    assertThat(result.records()).containsExactly(record("b", "2", 1), record("a", "1", 1));
    assertThat(present(0).records()).containsExactly(record("a", "1", 1), record("b", "2", 1));
  }

  @Test
  void listChanges_afterASyncCount_hasOnlyWhatIsNewer() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0)));
    storage.update(SETTINGS, update(replace("c", "2", 0)));
    storage.update(SETTINGS, update(replace("a", "3", 1)));

    assertThat(present(0).records())
        .containsExactly(record("b", "1", 1), record("c", "2", 2), record("a", "3", 3));
    assertThat(present(1).records()).containsExactly(record("c", "2", 2), record("a", "3", 3));
    assertThat(present(2).records()).containsExactly(record("a", "3", 3));
    assertThat(present(3).records()).isEmpty();
    assertThat(present(4).records()).isEmpty();
    assertThat(present(4).syncCount()).isEqualTo(3);
  }

  @Test
  void update_withTheSameValueAndTheCurrentCount_isAccepted() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    storage.update(SETTINGS, update(replace("a", "1", 1)));

    assertThat(present(0).records()).containsExactly(record("a", "1", 2));
  }

  @Test
  void update_withAStaleSyncCount_isRefusedAsAWhole() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    storage.update(SETTINGS, update(replace("a", "2", 1)));

    assertThatThrownBy(
            () -> storage.update(SETTINGS, update(replace("b", "3", 0), replace("a", "3", 1))))
        .isInstanceOf(StaleSyncCountException.class)
        .hasMessage("Current SyncCount for: a is: 2 not: 1");
    assertThat(present(0).records()).containsExactly(record("a", "2", 2));
  }

  @Test
  void update_withSeveralConflicts_namesTheFirstKeyOfTheRequest() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0)));

    assertThatThrownBy(
            () -> storage.update(SETTINGS, update(replace("b", "2", 9), replace("a", "2", 0))))
        .isInstanceOf(StaleSyncCountException.class)
        .hasMessage("Current SyncCount for: b is: 1 not: 9");
  }

  @Test
  void update_ofAnAbsentRecordWithANonZeroCount_isAConflict() {
    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("a", "1", 5))))
        .isInstanceOf(StaleSyncCountException.class)
        .hasMessage("Current SyncCount for: a is: 0 not: 5");
    assertThat(storage.describe(SETTINGS)).isEmpty();
    assertThat(storage.listChanges(SETTINGS, 0)).isEqualTo(Changes.Absent.NEVER_EXISTED);
  }

  @Test
  void remove_leavesATombstoneThatIsListedAndContinuesFromItsCount() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    assertThat(storage.update(SETTINGS, update(remove("a", 1))).records())
        .containsExactly(removed("a", 2));

    assertThat(present(0).records()).containsExactly(removed("a", 2));
    assertThat(storage.describe(SETTINGS).orElseThrow().numRecords()).isZero();
    assertThat(storage.describe(SETTINGS).orElseThrow().dataStorage()).isZero();
    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("a", "3", 0))))
        .isInstanceOf(StaleSyncCountException.class);
    storage.update(SETTINGS, update(replace("a", "3", 2)));
    assertThat(present(0).records()).containsExactly(record("a", "3", 3));
  }

  @Test
  void remove_ofAnAbsentRecordWithCountZero_leavesATombstone() {
    assertThat(storage.update(SETTINGS, update(remove("a", 0))).records())
        .containsExactly(removed("a", 1));
    assertThat(present(0).records()).containsExactly(removed("a", 1));
  }

  @Test
  void update_keepsTheDeviceDateAndTheAuthor() {
    Instant deviceDate = Instant.parse("2001-02-03T04:05:06.789Z");
    Author author = new Author("some-device", "some-device");
    storage.update(
        SETTINGS,
        new Update(
            List.of(
                new RecordPatch(
                    "a", new RecordValue.Text(""), 0, new DeviceDate.Given(deviceDate))),
            Samples.session(),
            author));

    assertThat(present(0).records())
        .containsExactly(
            new DatasetRecord(
                "a", new RecordValue.Text(""), 1, NOW, author.lastModifiedBy(), deviceDate));
    assertThat(present(0).lastModifiedBy()).isEqualTo("some-device");
  }

  @Test
  void describe_countsRecordsAndUtf8Bytes() {
    storage.update(SETTINGS, update(replace("clé", "\uD83D\uDE00", 0), replace("b", "", 0)));

    assertThat(storage.describe(SETTINGS))
        .contains(new Dataset(SETTINGS, NOW, NOW, DEVELOPER.lastModifiedBy(), 4 + 4 + 1, 2));
    assertThat(storage.describe(dataset("other"))).isEmpty();
  }

  @Test
  void update_sentAgainWithItsSession_isAnsweredAsTheFirstTime() {
    Update first = update(replace("a", "1", 0), remove("b", 0));
    UpdateResult answer = storage.update(SETTINGS, first);
    storage.update(SETTINGS, update(replace("a", "2", 1)));

    assertThat(storage.update(SETTINGS, first)).isEqualTo(answer);
    assertThat(present(0).syncCount()).isEqualTo(2);
    assertThat(present(0).records()).containsExactly(removed("b", 1), record("a", "2", 2));
  }

  @Test
  void update_withASessionThatAnotherUpdateUsedUp_isRefused() {
    Update first = update(replace("a", "1", 0));
    storage.update(SETTINGS, first);
    Update second = new Update(List.of(replace("a", "2", 1)), first.session(), DEVELOPER);

    assertThatThrownBy(() -> storage.update(SETTINGS, second))
        .isInstanceOf(SessionUsedException.class);
    assertThat(present(0).records()).containsExactly(record("a", "1", 1));
    assertThat(present(0).usedSessions().find(first.session())).isPresent();
  }

  @Test
  void update_thatConflicts_leavesItsSessionUnused() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    Update stale = update(replace("a", "2", 0));
    assertThatThrownBy(() -> storage.update(SETTINGS, stale))
        .isInstanceOf(StaleSyncCountException.class);

    assertThat(present(0).usedSessions().find(stale.session())).isEmpty();
    storage.update(SETTINGS, new Update(List.of(replace("a", "2", 1)), stale.session(), DEVELOPER));
    assertThat(present(0).records()).containsExactly(record("a", "2", 2));
  }

  @Test
  void usedSessions_areRememberedForTheLastSixteenUpdates() {
    Update first = update(replace("a", "0", 0));
    storage.update(SETTINGS, first);
    for (int i = 1; i < 16; i++) {
      storage.update(SETTINGS, update(replace("a", "" + i, i)));
    }
    assertThat(present(0).usedSessions().find(first.session())).isPresent();
    storage.update(SETTINGS, update(replace("a", "16", 16)));

    assertThat(present(0).usedSessions().find(first.session())).isEmpty();
    assertThatThrownBy(() -> storage.update(SETTINGS, first))
        .isInstanceOf(StaleSyncCountException.class);
  }

  @Test
  void update_sentAgainAfterADeletionAndManyUpdates_isNotTakenAgain() {
    storage = create(ROOMY, CLOCK);
    Update first = update(replace("secret", "v", 0));
    storage.update(SETTINGS, first);
    storage.delete(SETTINGS);
    for (int i = 0; i < UsedSessions.SESSIONS_MAX; i++) {
      storage.update(SETTINGS, update(Samples.session(1, 1), replace("k" + i, "x", 0)));
    }

    assertThatThrownBy(() -> storage.update(SETTINGS, first))
        .isInstanceOf(OutdatedSessionException.class);
    assertThat(present(0).records()).extracting(DatasetRecord::key).doesNotContain("secret");
  }

  @Test
  void update_sentAgainAfterADeletionAndFewUpdates_isAnsweredAsTheFirstTime() {
    storage = create(ROOMY, CLOCK);
    Update first = update(replace("secret", "v", 0));
    UpdateResult answer = storage.update(SETTINGS, first);
    storage.delete(SETTINGS);
    for (int i = 1; i < UsedSessions.SESSIONS_MAX; i++) {
      storage.update(SETTINGS, update(Samples.session(1, 1), replace("k" + i, "x", 0)));
    }

    assertThat(storage.update(SETTINGS, first)).isEqualTo(answer);
    assertThat(present(0).records()).extracting(DatasetRecord::key).doesNotContain("secret");
  }

  @Test
  void update_ofASessionFromBeforeTheDeletion_isTakenWhileItIsKnownToBeUnused() {
    storage = create(ROOMY, CLOCK);
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    SyncSession early = Samples.session(0, 1);
    SyncSession alsoEarly = Samples.session(0, 1);
    storage.delete(SETTINGS);
    for (int i = 1; i < UsedSessions.SESSIONS_MAX; i++) {
      storage.update(SETTINGS, update(Samples.session(1, 1), replace("k" + i, "x", 0)));
    }

    assertThat(storage.update(SETTINGS, update(early, replace("b", "2", 0))).syncCount())
        .isEqualTo(17);
    storage.update(SETTINGS, update(Samples.session(1, 1), replace("c", "3", 0)));
    assertThatThrownBy(() -> storage.update(SETTINGS, update(alsoEarly, replace("d", "4", 0))))
        .isInstanceOf(OutdatedSessionException.class);
  }

  @Test
  void updates_ofSessionsFromOneMoment_areAllTaken() {
    storage = create(ROOMY, CLOCK);
    List<SyncSession> sessions = Stream.generate(() -> Samples.session(0, 0)).limit(40).toList();

    sessions.forEach(
        session -> storage.update(SETTINGS, update(session, replace("k" + session.id(), "x", 0))));

    assertThat(present(0).syncCount()).isEqualTo(40);
  }

  @Test
  void delete_hidesTheDatasetAndAnswersWhatItWas() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));
    Dataset before = storage.describe(SETTINGS).orElseThrow();

    assertThat(storage.delete(SETTINGS)).isEqualTo(before);
    assertThat(storage.describe(SETTINGS)).isEmpty();
    assertThat(storage.listDatasets(ALICE, "", 10)).isEmpty();
    assertThat(storage.listChanges(SETTINGS, 1)).isInstanceOf(Changes.Absent.class);
    assertThat(storage.listChanges(SETTINGS, 1).deletedSyncCount()).isEqualTo(1);
    assertThatThrownBy(() -> storage.delete(SETTINGS)).isInstanceOf(DatasetNotFoundException.class);
  }

  @Test
  void delete_ofADatasetThatNeverExisted_isNotFound() {
    assertThatThrownBy(() -> storage.delete(SETTINGS))
        .isInstanceOf(DatasetNotFoundException.class)
        .hasMessage("Dataset settings does not exist.");
  }

  @Test
  void update_afterDeletion_goesOnFromTheHiddenCountWithoutTheOldRecords() {
    storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0)));
    storage.update(SETTINGS, update(replace("a", "2", 1)));
    storage.delete(SETTINGS);

    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("a", "3", 2))))
        .isInstanceOf(StaleSyncCountException.class)
        .hasMessage("Current SyncCount for: a is: 0 not: 2");
    assertThat(storage.update(SETTINGS, update(replace("c", "3", 0))).syncCount()).isEqualTo(3);
    Changes.Present changes = present(0);
    assertThat(changes.records()).containsExactly(record("c", "3", 3));
    assertThat(changes.deletedSyncCount()).isEqualTo(2);
    assertThat(present(1).records()).containsExactly(record("c", "3", 3));
    assertThat(present(3).records()).isEmpty();
    assertThat(storage.describe(SETTINGS).orElseThrow().numRecords()).isEqualTo(1);
    storage.delete(SETTINGS);
    assertThat(storage.listChanges(SETTINGS, 0).deletedSyncCount()).isEqualTo(3);
  }

  @Test
  void update_beyondTheLimits_isRefusedAndNamesTheLimit() {
    storage.update(SETTINGS, update(patches(4)));

    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("x", "", 0))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("A dataset can hold at most 4 records; this update would make it 5.");
    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("key0", "v".repeat(200), 1))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("A dataset can hold at most 200 bytes; this update would make it 219.");
    assertThat(present(0).syncCount()).isEqualTo(1);
    storage.update(SETTINGS, update(remove("key0", 1), replace("x", "", 0)));
    storage.update(SETTINGS, update(remove("key1", 1), replace("y", "", 0)));
    assertThatThrownBy(
            () -> storage.update(SETTINGS, update(remove("key2", 1), replace("z", "", 0))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("at most 6 records and removed records together");
  }

  @Test
  void update_thatCreatesADatasetTooMany_isRefusedUntilOneIsDeleted() {
    for (String name : List.of("a", "b", "c")) {
      storage.update(dataset(name), update(replace("key", "", 0)));
    }
    assertThatThrownBy(() -> storage.update(dataset("d"), update(replace("key", "", 0))))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("An identity can have at most 3 datasets.");
    assertThat(storage.describe(dataset("d"))).isEmpty();
    storage.update(dataset("a"), update(replace("key", "again", 1)));
    storage.delete(dataset("b"));
    storage.update(dataset("d"), update(replace("key", "", 0)));
    assertThatThrownBy(() -> storage.update(dataset("b"), update(replace("key", "", 0))))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void listDatasets_isByNameAndContinuesAfterOne() {
    for (String name : List.of("b", "a:x", "c")) {
      storage.update(dataset(name), update(replace("key", name, 0)));
    }
    storage.update(BOB.dataset(SETTINGS.datasetName()), update(replace("key", "", 0)));

    assertThat(storage.listDatasets(ALICE, "", 10))
        .extracting(found -> found.id().datasetName().value())
        .containsExactly("a:x", "b", "c");
    assertThat(storage.listDatasets(ALICE, "", 2)).hasSize(2);
    assertThat(storage.listDatasets(ALICE, "a:x", 1))
        .containsExactly(storage.describe(dataset("b")).orElseThrow());
    assertThat(storage.listDatasets(ALICE, "b", 10)).hasSize(1);
    assertThat(storage.listDatasets(ALICE, "c", 10)).isEmpty();
  }

  @Test
  void datasetsOfIdentities_areApart() {
    storage.update(SETTINGS, update(replace("a", "alice", 0)));

    assertThat(storage.listChanges(BOB.dataset(SETTINGS.datasetName()), 0))
        .isEqualTo(Changes.Absent.NEVER_EXISTED);
    assertThat(storage.listDatasets(BOB, "", 10)).isEmpty();
  }

  private Changes.Present present(long afterSyncCount) {
    return (Changes.Present) storage.listChanges(SETTINGS, afterSyncCount);
  }

  private static List<RecordPatch> patches(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> replace("key" + i, "v", 0)).toList());
  }
}
