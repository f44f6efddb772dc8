package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Limits;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Who guards the guards: the storage with one of its precautions taken away is caught. Should one
 * of these tests fail, the simulation has grown blind, or the precaution is not needed any more.
 */
class SimulationCatchesBreaksTest {
  private static final int SCHEDULES_MAX = 3_000;

  /** Small journals, so that records are settled all the time. */
  private static final Profile SETTLING =
      focused(30, 4, settings(0, 60), new Profile.Weights(60, 0, 15, 0, 0, 25, 10, 0, 0, 0));

  /** Every second patch goes to chunks, small ones stay in the head beside them. */
  private static final Profile OVERFLOWING =
      focused(40, 3, settings(400, 60), new Profile.Weights(50, 0, 15, 0, 0, 25, 25, 0, 0, 0));

  /** Two keys, many deletions, much cleaning, and settled records that arrive again long after. */
  private static final Profile SHORT_LIVED =
      new Profile(
          8,
          10,
          1,
          1,
          2,
          List.of(settings(0, 2_000)),
          new Limits(1, 20, 10_000, 20),
          new Profile.Weights(30, 0, 60, 12, 0, 0, 40, 0, 0, 0),
          new FaultRates(0, 0, 0, 0, 400, 0, 0, 0),
          0,
          5,
          false);

  private static StorageSettings settings(int journalBytesMax, int patchBytesMax) {
    return new StorageSettings(journalBytesMax, patchBytesMax, 2_000, 150, 60);
  }

  private static Profile focused(
      int operations, int keys, StorageSettings settings, Profile.Weights weights) {
    return new Profile(
        5,
        operations / 5,
        1,
        1,
        keys,
        List.of(settings),
        new Limits(1, 20, 10_000, 20),
        weights,
        FaultRates.NONE,
        0,
        5,
        false);
  }

  @Test
  void settleWithoutCondition_isCaught() throws Exception {
    assertCaught(new SettleWithoutCondition(), random -> SETTLING);
  }

  @Test
  void headConditionOnSyncCount_isCaught() throws Exception {
    assertCaught(new HeadConditionOnSyncCount(), random -> OVERFLOWING);
  }

  @Test
  void noSecondGenerationRead_isCaught() throws Exception {
    assertCaught(
        "no second reading of the head",
        Invariant.A_LIST_IS_EXACT_AT_ONE_MOMENT,
        broken(new NoSecondGenerationRead(), random -> SHORT_LIVED));
  }

  @Test
  void deletionWithoutCondition_isCaught() throws Exception {
    assertCaught(new DeletionWithoutCondition(), Profile::any);
  }

  @Test
  void chunksOfARefusedRecordRemovedAtOnce_isCaught() throws Exception {
    assertCaught(
        "chunks of a refused record removed at once",
        Invariant.NO_DATASET_IS_UNREADABLE,
        broken(RemovesChunksAtOnce.OF_A_REFUSED_RECORD, Profile::any));
  }

  @Test
  void chunksOfARefusedHeadRemovedAtOnce_isCaught() throws Exception {
    assertCaught(
        "chunks of a refused head removed at once",
        Invariant.NO_DATASET_IS_UNREADABLE,
        broken(RemovesChunksAtOnce.OF_A_REFUSED_HEAD, Profile::any));
  }

  @Test
  void mergeThatOverwritesItsCopy_isCaught() throws Exception {
    assertCaught(
        "a merge that overwrites its copy",
        Invariant.VALUES_LIVE_ON_OVER_MERGES,
        broken(new ForgetfulMerge(), Profile::any));
  }

  @Test
  void forgottenSession_isCaught() throws Exception {
    assertCaught(
        "forgotten sessions",
        Invariant.UPDATES_ARE_TAKEN_ONCE,
        new Schedules(ForgottenSessions.STORAGE, Profile::any, Saboteur.NONE));
  }

  private static Schedules broken(Saboteur saboteur, Function<RandomGenerator, Profile> profiles) {
    return new Schedules(StorageUnderTest.DYNAMODB, profiles, saboteur);
  }

  /** Any invariant will do; without the break the same schedules pass. */
  private static void assertCaught(Saboteur saboteur, Function<RandomGenerator, Profile> profiles)
      throws InterruptedException {
    Schedules schedules = broken(saboteur, profiles);
    Schedules.Failed failed = schedules.run(1, SCHEDULES_MAX, new Statistics()).orElseThrow();
    assertThat(failed.cause()).isInstanceOf(Violation.class);
    Report.caught(saboteur.getClass().getSimpleName(), failed);
    assertThat(broken(Saboteur.NONE, profiles).run(1, failed.seed(), new Statistics()))
        .as("without the break")
        .isEmpty();
  }

  /** One of the schedules of the build violates exactly this. */
  private static void assertCaught(String what, String invariant, Schedules schedules)
      throws InterruptedException {
    Schedules.Failed failed = schedules.run(1, SCHEDULES_MAX, new Statistics()).orElseThrow();
    while (!failed.invariant().equals(invariant)) {
      long next = failed.seed() + 1;
      failed = schedules.run(next, SCHEDULES_MAX - next, new Statistics()).orElseThrow();
    }
    Report.caught(what, failed);
  }
}
