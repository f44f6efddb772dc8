package io.ergosync.functions.repair;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetSize;
import io.ergosync.functions.repair.Repair.Result;
import io.ergosync.functions.repair.RepairRequest.Target;
import io.ergosync.storage.dynamodb.DyingClient;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairTest {
  private static final Target POOL_TARGET = new Target.Pool(POOL);
  private static final Target SETTINGS_TARGET = new Target.OneDataset(SETTINGS);

  private final RepairUnderTest test = new RepairUnderTest();

  /** The size of one update is lost; the next update has the same size and is not counted. */
  @Test
  void aLostCommit_isCountedAgain_thoughTheNextUpdateWasOfTheSameSize() {
    test.storage.update(SETTINGS, update(replace("key", "small", 0)));
    test.usage.count(new DatasetSize(SETTINGS, 1, 8, Instant.EPOCH));
    test.storage.update(SETTINGS, update(replace("key", "v".repeat(1_000), 1)));
    test.storage.update(SETTINGS, update(replace("key", "w".repeat(1_000), 2)));
    assertThat(test.counted()).isEqualTo(8);

    assertThat(test.repair(SETTINGS_TARGET).repaired()).isEqualTo(1);

    assertThat(test.counted()).isEqualTo(1_003);
  }

  @Test
  void aLostCommit_isDeliveredWithAllRecords_removedOnesToo() {
    test.storage.update(SETTINGS, update(replace("a", "1", 0), replace("b", "2", 0)));
    test.storage.update(SETTINGS, update(remove("b", 1)));

    test.repair(SETTINGS_TARGET);

    assertThat(test.delivered())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.kind()).isEqualTo(OutwardChange.Kind.REPLACE);
          assertThat(change.syncCount()).isEqualTo(2);
          assertThat(RepairUnderTest.records(change)).containsExactly("a=1@1", "b=null@2");
        });
  }

  /** What is lost with a deletion has no next update that could make it good. */
  @Test
  void aLostDeletion_isCounted_cleanedAndDelivered() {
    test.storage.update(SETTINGS, update(replace("key", "a long value", 0)));
    test.storage.settleAll(SETTINGS);
    test.usage.count(new DatasetSize(SETTINGS, 1, 15, Instant.EPOCH));
    test.storage.delete(SETTINGS);
    assertThat(test.itemsOf(SETTINGS, 0)).isNotEmpty();

    assertThat(test.repair(POOL_TARGET).repaired()).isEqualTo(1);

    assertThat(test.counted()).isZero();
    assertThat(test.itemsOf(SETTINGS, 0)).isEmpty();
    assertThat(test.delivered())
        .extracting(change -> change.kind() + " " + change.syncCount())
        .containsExactly("REMOVE 1");
    assertThat(test.queue.messages()).containsExactly(new CollectGeneration(SETTINGS, 0));
    assertThat(test.queue.delays()).containsExactly(DeliveryQueue.DELAY_MAX);
  }

  @Test
  void aLargePatch_isSettled_andChunksThatNothingNeedsAreCollectedLater() {
    test.storage.update(
        SETTINGS, update(replace("a", "v".repeat(400), 0), replace("b", "w".repeat(400), 0)));
    test.putChunk(SETTINGS, 0, "P0-of-a-crashed-writer");
    List<String> patches = test.itemsOf(SETTINGS, 0);

    test.repair(SETTINGS_TARGET);

    assertThat(test.itemsOf(SETTINGS, 0)).contains("R#a", "R#b").containsAll(patches);
    List<String> collected = new ArrayList<>();
    for (QueueMessage message : test.queue.messages()) {
      CollectChunks chore = (CollectChunks) message;
      assertThat(chore.generation()).isZero();
      assertThat(chore.foundUnused()).isFalse();
      collected.add(chore.chunksId());
    }
    // Those of values are needed, and stay.
    assertThat(collected)
        .hasSize(2)
        .contains("P0-of-a-crashed-writer")
        .noneMatch(id -> id.startsWith("V"));
    assertThat(test.queue.delays()).containsOnly(DeliveryQueue.DELAY_MAX);
    assertThat(test.itemsOf(SETTINGS, 0)).anyMatch(sortKey -> sortKey.startsWith("~V"));
  }

  @Test
  void whatAFirstUpdateLeft_thatWasNeverCommitted_isCollected() {
    test.putChunk(SETTINGS, 0, "P0-abandoned");

    assertThat(test.repair(POOL_TARGET).repaired()).isEqualTo(1);

    assertThat(test.queue.messages())
        .containsExactly(new CollectChunks(SETTINGS, 0, "P0-abandoned", Instant.EPOCH, false));
    assertThat(test.delivered()).isEmpty();
    assertThat(test.usage.usage(POOL)).isEmpty();
  }

  @Test
  void subscribedDevices_areNotifiedOnceEach_ofDatasetsThatExist() {
    test.storage.update(SETTINGS, update(replace("key", "1", 0)));
    test.storage.update(SETTINGS, update(replace("key", "2", 1)));
    test.storage.update(dataset("deleted"), update(replace("key", "1", 0)));
    test.storage.delete(dataset("deleted"));
    test.subscribe("one", SETTINGS, dataset("deleted"));
    test.subscribe("two", SETTINGS);
    test.repair(POOL_TARGET);
    assertThat(test.queue.messages()).as("the pool does not push").isEmpty();

    test.pushes();
    test.repair(POOL_TARGET);

    assertThat(test.queue.messages())
        .hasSize(2)
        .allSatisfy(message -> {
          UndeliveredPush push = (UndeliveredPush) message;
          assertThat(push.dataset()).isEqualTo(SETTINGS);
          assertThat(push.syncCount()).isEqualTo(2);
        });
    assertThat(test.queue.delays()).containsOnly(Duration.ZERO);
  }

  @Test
  void repeated_itCountsTheSame_andCleansNothingMore() {
    test.storage.update(SETTINGS, update(replace("key", "value", 0)));
    test.storage.update(dataset("deleted"), update(replace("key", "a long value", 0)));
    test.storage.settleAll(dataset("deleted"));
    test.storage.delete(dataset("deleted"));

    Result first = test.repair(POOL_TARGET);
    long chores = test.queue.messages().size();
    Result second = test.repair(POOL_TARGET);

    assertThat(second).isEqualTo(first);
    assertThat(test.counted()).isEqualTo(8);
    assertThat(test.queue.messages()).hasSize((int) chores);
  }

  @Test
  void anIdentity_isRepairedAlone() {
    test.storage.update(SETTINGS, update(replace("key", "1", 0)));
    test.storage.update(dataset("other"), update(replace("key", "1", 0)));
    test.storage.update(BOB.dataset(new DatasetName("b")), update(replace("key", "1", 0)));

    assertThat(test.repair(new Target.OneIdentity(ALICE)).repaired()).isEqualTo(2);
    assertThat(test.delivered())
        .extracting(OutwardChange::dataset)
        .containsExactlyInAnyOrder(SETTINGS, dataset("other"));
  }

  @Test
  void aCorruptDataset_isReported_andDoesNotStopTheOthers() {
    for (int i = 0; i < 20; i++) {
      make(dataset("d%02d".formatted(i)));
    }
    test.damageRecord(dataset("d07"), "b");
    test.damageHead(dataset("d13"));

    Result result = test.repair(POOL_TARGET);

    assertThat(result.repaired()).isEqualTo(18);
    assertThat(result.notRepaired()).isEmpty();
    assertThat(result.next()).isEmpty();
    assertThat(result.corrupt())
        .extracting(Repair.Reported::dataset)
        .containsExactlyInAnyOrder(dataset("d07"), dataset("d13"));
    assertThat(result.corrupt())
        .allSatisfy(reported -> assertThat(reported.reason()).contains("corrupt"));
    assertThat(test.log.count(Metric.CORRUPT_DATASETS)).isEqualTo(2);
    assertThat(test.log.lines())
        .filteredOn(line -> line.path("level").asText().equals("ERROR"))
        .extracting(line -> line.path("datasetName").asText())
        .containsExactlyInAnyOrder("d07", "d13");
  }

  @Test
  void whatFailsOtherwise_isReported_andMayBeTriedAgain() {
    make(SETTINGS);
    make(dataset("other"));
    test.failing = Optional.of(SETTINGS);

    Result result = test.repair(POOL_TARGET);

    assertThat(result.repaired()).isEqualTo(1);
    assertThat(result.corrupt()).isEmpty();
    assertThat(result.notRepaired()).extracting(Repair.Reported::dataset).containsExactly(SETTINGS);
    test.failing = Optional.empty();
    assertThat(test.repair(SETTINGS_TARGET).repaired()).isEqualTo(1);
  }

  @Test
  void aRepairThatOnlyFails_endsWithACursor() {
    for (int i = 0; i < Repair.REPORTED_MAX + 30; i++) {
      test.storage.update(dataset("d" + i), update(replace("key", "1", 0)));
    }
    test.queue.breakIt();
    test.pushes();
    for (int i = 0; i < Repair.REPORTED_MAX + 30; i++) {
      test.subscribe("token", dataset("d" + i));
    }

    Result result = test.repair(POOL_TARGET);

    assertThat(result.notRepaired())
        .hasSizeBetween(Repair.REPORTED_MAX, Repair.REPORTED_MAX + Repair.CONCURRENT_DATASETS_MAX);
    assertThat(result.next()).isPresent();
  }

  /** Each look at the clock takes so long that every invocation does the least it may. */
  @Test
  void repeatedWithItsCursor_itRepairsEveryDataset_howeverLittleTimeThereIs() {
    List<DatasetId> made = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      made.add(make(dataset("d" + i)));
    }
    for (int life = 0; life < 5; life++) {
      test.storage.settleAll(made.getFirst());
      test.storage.delete(made.getFirst());
      make(made.getFirst());
    }
    test.outOfTime();

    int invocations = 0;
    long repaired = 0;
    RepairPosition position = RepairPosition.START;
    Optional<RepairPosition> next;
    do {
      Result result = test.repair(POOL_TARGET, position);
      repaired += result.repaired();
      invocations++;
      assertThat(invocations).as("every invocation comes further").isLessThan(200);
      next = result.next();
      if (next.isPresent()) {
        // As an administrator gives it back.
        position = RepairPosition.read(POOL_TARGET, next.get().cursor(POOL_TARGET));
      }
    } while (next.isPresent());

    assertThat(repaired).isEqualTo(40);
    assertThat(invocations).isGreaterThan(5);
    assertThat(test.delivered())
        .extracting(OutwardChange::dataset)
        .containsExactlyInAnyOrderElementsOf(made);
    for (long generation = 0; generation < 5; generation++) {
      assertThat(test.itemsOf(made.getFirst(), generation)).isEmpty();
    }
    assertThat(test.counted()).isEqualTo(40 * RepairUnderTest.MADE_BYTES);
  }

  @Test
  void killedAtEveryStepAndRunAgain_itEndsTheSame() {
    int requests = 0;
    boolean killed = true;
    while (killed) {
      requests++;
      killed = killedAfter(requests);
    }
    assertThat(requests).as("requests of a whole repair").isGreaterThan(15);
  }

  private static boolean killedAfter(int requests) {
    RepairUnderTest good = new RepairUnderTest();
    good.storage.update(SETTINGS, update(replace("a", "v".repeat(400), 0)));
    good.storage.update(dataset("deleted"), update(replace("key", "a long value", 0)));
    good.storage.settleAll(dataset("deleted"));
    good.storage.delete(dataset("deleted"));
    RepairUnderTest dying = good.on(DyingClient.after(requests, LocalTables.client()));
    boolean killed = false;
    try {
      dying.repair(POOL_TARGET);
    } catch (DyingClient.DeathError e) {
      killed = true;
    }
    assertThat(good.repair(POOL_TARGET).repaired()).isEqualTo(2);
    assertThat(good.counted()).as("after death at request %d", requests).isEqualTo(401);
    assertThat(good.itemsOf(dataset("deleted"), 0)).isEmpty();
    assertThat(good.itemsOf(SETTINGS, 0)).contains("R#a");
    return killed;
  }

  /** The message of a run is lost: nothing would ever end it. */
  @Test
  void aBulkPublishWhoseMessageIsLost_isEndedByHand_andAnotherMayStart() {
    assertThat(test.repair.endBulkPublish(POOL)).as("none is under way").isFalse();
    test.startBulkPublish("run");
    test.clock.advance(Duration.ofDays(365));
    assertThatThrownBy(() -> test.startBulkPublish("another"))
        .isInstanceOf(BulkPublishInProgressException.class);

    assertThat(test.repair.endBulkPublish(POOL)).isTrue();

    assertThat(test.repair.bulkPublish(POOL))
        .isInstanceOfSatisfying(
            BulkPublishState.Failed.class,
            failed -> assertThat(failed.failureMessage()).isEqualTo(Repair.ENDED));
    assertThat(test.repair.endBulkPublish(POOL)).as("it has ended").isFalse();
    test.startBulkPublish("another");
  }

  private DatasetId make(DatasetId id) {
    return test.make(id);
  }
}
