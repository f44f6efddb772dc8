package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The real storage under thousands of schedules. System properties choose others: {@code
 * simulation.schedules} how many, {@code simulation.seed} the first one, {@code simulation.threads}
 * how many at the same time, {@code simulation.report} to have it reported what was done, and
 * {@code simulation.trace} to run the first one alone and print all that happens in it.
 */
class SimulationTest {
  private static final Schedules SCHEDULES =
      new Schedules(StorageUnderTest.DYNAMODB, Profile::any, Saboteur.NONE);

  private static final long FIRST_SEED = Long.getLong("simulation.seed", 1);
  private static final long COUNT = Long.getLong("simulation.schedules", 6_000);
  private static final boolean TRACE = Boolean.getBoolean("simulation.trace");

  @Test
  void anySchedule_invariantsHold() throws Exception {
    if (TRACE) {
      System.out.println(SCHEDULES.replay(FIRST_SEED));
    }
    Statistics statistics = new Statistics();
    long count = TRACE ? 1 : COUNT;
    Optional<Schedules.Failed> failed = SCHEDULES.run(FIRST_SEED, count, statistics);
    Report.of(FIRST_SEED, count, statistics);
    if (failed.isPresent()) {
      fail(Reports.of(failed.get(), SCHEDULES.replay(failed.get().seed())));
    }
  }

  @Test
  void schedules_everythingWorthCheckingHappens() throws Exception {
    Statistics statistics = new Statistics();
    SCHEDULES.run(1, 800, statistics);
    assertThat(statistics.counts())
        .containsKeys(
            "UpdateDataset answered",
            "UpdateDataset crashed",
            "UpdateDataset unknown",
            "UpdateDataset StaleSyncCountException",
            "UpdateDataset LimitExceededException",
            "UpdateDataset SessionUsedException",
            "UpdateDataset OutdatedSessionException",
            "UpdateDataset ThrottledException",
            "UpdateDataset CHANGES answered",
            "UpdateDataset ADDS answered",
            "UpdateDataset REMOVES answered",
            "UpdateDataset VETOES vetoed",
            "UpdateDataset FAILS vetoed",
            "ListChanges answered",
            "ListDatasets answered",
            "Describe answered",
            "Delete answered",
            "Delete DatasetNotFoundException",
            "Merge answered",
            "Merge crashed",
            "Merge unknown",
            "Merge DatasetNotFoundException",
            "Merge LimitExceededException",
            "ReadCommit answered",
            "Settle answered",
            "Settle crashed",
            "Housekeep DatasetCommitted answered",
            "Housekeep DatasetCommitted crashed",
            "Housekeep DatasetDeleted answered",
            "Housekeep ChunkWritten answered",
            "Housekeep LargeValueReplaced answered",
            "Housekeep CollectChunks answered",
            "Housekeep CollectGeneration answered",
            "late PutItemRequest done",
            "late PutItemRequest refused",
            "late TransactWriteItemsRequest done",
            "late BatchWriteItemRequest done",
            "retries of a taken update",
            "damaged chunks",
            "written ~P",
            "written ~V",
            "written R#",
            "written H#");
  }

  @Test
  void sameSeed_sameTrace() throws Exception {
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(SCHEDULES.replay(seed)).as("seed %d", seed).isEqualTo(SCHEDULES.replay(seed));
    }
  }
}
