package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The real storage under thousands of schedules. System properties choose others: {@code
 * simulation.schedules} how many, {@code simulation.seed} the first one, and {@code
 * simulation.trace} to run that one alone and print all that happens in it.
 */
class SimulationTest {
  private static final Schedules SCHEDULES =
      new Schedules(new DynamoDbStorageUnderTest(), Profile::any, Saboteur.NONE);

  private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
  private static final long COUNT = Long.getLong("simulation.schedules", 2_000);

  @Test
  void anySchedule_invariantsHold() throws Exception {
    if (Boolean.getBoolean("simulation.trace")) {
      System.out.println(SCHEDULES.replay(FIRST_SEED));
    }
    Statistics statistics = new Statistics();
    Optional<Schedules.Failed> failed = SCHEDULES.run(FIRST_SEED, count(), statistics);
    System.out.println(statistics.counts());
    assertThat(failed.map(Reports::of)).isEmpty();
  }

  private static long count() {
    return Boolean.getBoolean("simulation.trace") ? 1 : COUNT;
  }

  @Test
  void sameSeed_sameTrace() throws Exception {
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(SCHEDULES.replay(seed)).as("seed %d", seed).isEqualTo(SCHEDULES.replay(seed));
    }
  }
}
