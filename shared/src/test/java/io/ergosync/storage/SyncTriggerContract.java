package io.ergosync.storage;

import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.record;
import static io.ergosync.storage.Samples.removed;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DatasetStorage} must do with a trigger's say. Run by one subclass for each. */
public abstract class SyncTriggerContract {
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
  void trigger_seesAllRecordsAndItsChangesAreStoredInTheSameCommit() {
    storage.update(
        SETTINGS, update(replace("a", "1", 0), replace("b", "1", 0), replace("c", "1", 0)));
    List<DatasetRecord> seen = new ArrayList<>();
    SyncTrigger trigger =
        (records, patches) -> {
          seen.addAll(records);
          return Map.of(
              "a",
              new RecordValue.Text("edited"),
              "b",
              RecordValue.Tombstone.TOMBSTONE,
              "d",
              new RecordValue.Text("added"),
              "nothing",
              RecordValue.Tombstone.TOMBSTONE);
        };

    UpdateResult result =
        storage.update(SETTINGS, update(replace("c", "2", 1), replace("a", "2", 1)), trigger);

    assertThat(seen).containsExactly(record("a", "1", 1), record("b", "1", 1), record("c", "1", 1));
    assertThat(result.records())
        .containsExactly(
            record("c", "2", 2),
            record("a", "edited", 2),
            removed("b", 2),
            record("d", "added", 2));
    assertThat(present(0).records()).containsExactlyInAnyOrderElementsOf(result.records());
  }

  @Test
  void trigger_isNotAskedAboutAConflict() {
    storage.update(SETTINGS, update(replace("a", "1", 0)));

    assertThatThrownBy(() ->
            storage.update(
                SETTINGS,
                update(replace("a", "2", 0)),
                (_, _) -> {
                  throw new AssertionError("asked");
                }))
        .isInstanceOf(StaleSyncCountException.class);
  }

  @Test
  void trigger_thatThrows_endsTheUpdateWithNothingStored() {
    assertThatThrownBy(() ->
            storage.update(
                SETTINGS,
                update(replace("a", "1", 0)),
                (_, _) -> {
                  throw new UnsupportedOperationException("veto");
                }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("veto");
    assertThat(storage.describe(SETTINGS)).isEmpty();
  }

  @Test
  void trigger_thatThrowsWhatTheStorageUsesItself_isNotTakenForTheStorage() {
    RuntimeException failure = new IllegalArgumentException("of the trigger");

    assertThatThrownBy(() ->
            storage.update(
                SETTINGS,
                update(replace("a", "1", 0)),
                (_, _) -> {
                  throw failure;
                }))
        .isSameAs(failure);
  }

  @Test
  void trigger_limitsAreCheckedOnItsResult() {
    SyncTrigger addsTwo =
        (_, _) -> Map.of("x", new RecordValue.Text(""), "y", new RecordValue.Text(""));

    assertThatThrownBy(() -> storage.update(SETTINGS, update(patches(3)), addsTwo))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("would make it 5");
    assertThat(storage.describe(SETTINGS)).isEmpty();
  }

  @Test
  void update_thatATriggerChanged_sentAgain_isAnsweredAsTheFirstTime() {
    SyncTrigger trigger =
        (records, _) ->
            Map.of(
                "a", new RecordValue.Text("edited" + records.size()),
                "z", new RecordValue.Text("added"));
    Update first = update(replace("b", "1", 0), replace("a", "1", 0));
    UpdateResult answer = storage.update(SETTINGS, first, trigger);

    assertThat(storage.update(SETTINGS, first, trigger)).isEqualTo(answer);
    assertThat(present(0).syncCount()).isEqualTo(1);
    storage.update(SETTINGS, update(replace("b", "2", 1)));
    assertThatThrownBy(() -> storage.update(SETTINGS, first, trigger))
        .as("part of the answer is gone")
        .isInstanceOf(SessionUsedException.class);
  }

  private Changes.Present present(long afterSyncCount) {
    return (Changes.Present) storage.listChanges(SETTINGS, afterSyncCount);
  }

  private static List<RecordPatch> patches(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> replace("key" + i, "v", 0)).toList());
  }
}
