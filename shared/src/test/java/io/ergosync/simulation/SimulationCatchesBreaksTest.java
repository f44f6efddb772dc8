package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Limits;
import io.ergosync.simulation.StorageUnderTest.Budgets;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Who guards the guards: the storage with one of its precautions taken away is caught. Should one
 * of these tests fail, the simulation has grown blind, or the precaution is not needed any more.
 */
class SimulationCatchesBreaksTest {
  private static final StorageUnderTest STORAGE = new DynamoDbStorageUnderTest();

  /** Small journals, so that records are settled all the time. */
  private static final Profile SETTLING =
      new Profile(
          5,
          6,
          1,
          4,
          new Budgets(0, 60, 2_000, 150),
          new Limits(1, 20, 10_000, 20),
          new Profile.Weights(60, 15, 0, 25, 10, 0, 0),
          FaultRates.NONE);

  /** Every second patch goes to chunks, small ones stay in the head beside them. */
  private static final Profile OVERFLOWING =
      new Profile(
          5,
          8,
          1,
          3,
          new Budgets(400, 60, 2_000, 150),
          new Limits(1, 20, 10_000, 20),
          new Profile.Weights(50, 15, 0, 25, 25, 0, 0),
          FaultRates.NONE);

  /** Few keys, many deletions and much cleaning. */
  private static final Profile SHORT_LIVED =
      new Profile(
          5,
          8,
          1,
          2,
          new Budgets(0, 2_000, 2_000, 150),
          new Limits(1, 20, 10_000, 20),
          new Profile.Weights(40, 40, 12, 0, 30, 0, 0),
          FaultRates.NONE);

  @Test
  void settleWithoutCondition_isCaught() throws Exception {
    assertCaught(random -> SETTLING, new SettleWithoutCondition(), 100);
  }

  @Test
  void headConditionOnSyncCount_isCaught() throws Exception {
    assertCaught(random -> OVERFLOWING, new HeadConditionOnSyncCount(STORAGE), 600);
  }

  @Test
  void noSecondGenerationRead_isCaught() throws Exception {
    assertCaught(random -> SHORT_LIVED, new NoSecondGenerationRead(), 1_000);
  }

  private static void assertCaught(
      Function<RandomGenerator, Profile> profiles, Saboteur saboteur, int schedulesMax)
      throws InterruptedException {
    Optional<Schedules.Failed> failed =
        new Schedules(STORAGE, profiles, saboteur).run(1, schedulesMax, new Statistics());
    assertThat(failed).get().extracting(Schedules.Failed::cause).isInstanceOf(Violation.class);
    assertThat(
            new Schedules(STORAGE, profiles, Saboteur.NONE).run(1, schedulesMax, new Statistics()))
        .as("without the break")
        .isEmpty();
  }
}
