package io.ergosync.functions.streams;

import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ergosync.TestClock;
import io.ergosync.delivery.BulkPublishMessage;
import io.ergosync.delivery.BulkPublishQueue;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.Changes;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Limits;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.storage.BulkPublishStorage.Attempt;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.InMemoryBulkPublishStorage;
import io.ergosync.storage.InMemoryDatasetStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkPublishWorkerTest {
  private static final Target TARGET = new Target("changes", "");
  private static final BulkPublishMessage RUN = new BulkPublishMessage(POOL, "run");

  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();
  private final InMemoryDatasetStorage datasets =
      new InMemoryDatasetStorage(new Limits(1_000, 1_024, 1_048_576, 8_192), clock);
  private final InMemoryBulkPublishStorage runs = new InMemoryBulkPublishStorage(clock);
  private final Queue queue = new Queue();
  private final Stream stream = new Stream();
  private final Set<DatasetId> corrupt = new HashSet<>();
  private final BulkPublishWorker worker =
      new BulkPublishWorker(
          runs,
          datasets,
          new PublishedDatasets(new Damageable(), Parallel.NONE, clock),
          stream,
          queue,
          clock,
          log.log());

  /** What was sent, as texts. */
  private static final class Queue implements BulkPublishQueue {
    private final List<String> sent = new ArrayList<>();

    @Override
    public void send(IdentityPoolId identityPoolId, String runId, Duration delay) {
      sent.add(identityPoolId + " " + runId + " " + delay);
    }
  }

  /** A stream that takes what it is given unless it is told otherwise. */
  private static final class Stream implements BulkPublishWorker.Streams {
    private final List<OutwardChange> taken = new ArrayList<>();
    private final Deque<Supplier<DeliveryResult>> next = new ArrayDeque<>();

    @Override
    public DeliveryResult deliver(
        IdentityPoolId identityPoolId, Target target, List<OutwardChange> changes) {
      assertThat(target).isEqualTo(TARGET);
      DeliveryResult result =
          next.isEmpty() ? DeliveryResult.Delivered.DELIVERED : next.remove().get();
      if (result == DeliveryResult.Delivered.DELIVERED) {
        taken.addAll(changes);
      }
      return result;
    }

    List<DatasetId> datasets() {
      return taken.stream().map(OutwardChange::dataset).toList();
    }
  }

  @BeforeEach
  void start() {
    runs.start(POOL, "run", TARGET);
  }

  private void make(int count) {
    for (int i = 0; i < count; i++) {
      datasets.update(dataset("d%03d".formatted(i)), update(replace("k", "v" + i, 0)));
    }
  }

  @Test
  void goOn_allDatasets_arePublishedWithAllTheirRecords_andTheRunSucceeds() {
    make(20);
    DatasetId edited = dataset("d003");
    datasets.update(edited, update(replace("k2", "x", 0), replace("k3", "y", 0)));
    clock.advance(Duration.ofMinutes(1));
    datasets.update(edited, update(remove("k2", 2)));

    worker.goOn(RUN);

    assertThat(stream.datasets()).hasSize(20).doesNotHaveDuplicates();
    assertThat(stream.taken)
        .filteredOn(change -> change.dataset().equals(edited))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.kind()).isEqualTo(OutwardChange.Kind.REPLACE);
          assertThat(change.syncCount()).isEqualTo(3);
          assertThat(change.date()).isEqualTo(clock.instant());
          assertThat(((ChangedRecords.Here) change.records()).records())
              .extracting(ChangedRecord::key, ChangedRecord::syncCount)
              .containsExactly(tuple("k", 1L), tuple("k3", 2L), tuple("k2", 3L));
        });
    assertThat(runs.state(POOL))
        .isEqualTo(new BulkPublishState.Succeeded("run", TARGET, TestClock.START, clock.instant()));
    assertThat(log.count(Metric.DATASETS_PUBLISHED)).isEqualTo(20);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void goOn_poolWithoutDatasets_succeeds() {
    worker.goOn(RUN);

    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
  }

  @Test
  void goOn_deletedDataset_isLeftOut() {
    make(3);
    datasets.delete(dataset("d001"));

    worker.goOn(RUN);

    assertThat(stream.datasets()).containsExactly(dataset("d000"), dataset("d002"));
  }

  @Test
  void goOn_timeIsUp_handsTheRestOn() {
    make(20);
    stream.next.add(() -> {
      clock.advance(BulkPublishWorker.WORKING_TIME.plusMillis(1));
      return DeliveryResult.Delivered.DELIVERED;
    });

    worker.goOn(RUN);
    assertThat(queue.sent).containsExactly(POOL + " run PT0S");
    assertThat(stream.datasets()).hasSize(BulkPublishWorker.PAGE_MAX);
    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.InProgress.class);

    worker.goOn(RUN);
    assertThat(stream.datasets()).hasSize(20).doesNotHaveDuplicates();
    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
  }

  @Test
  void goOn_firstPageFails_theMessageComesBack_andNothingIsSkipped() {
    make(10);
    stream.next.add(() -> new DeliveryResult.Failed(List.of(), "throttled"));

    assertThatThrownBy(() -> worker.goOn(RUN))
        .isInstanceOf(UndeliveredException.class)
        .hasMessage("throttled");
    assertThat(queue.sent).isEmpty();
    assertThat(runs.attempt(POOL, "run"))
        .isEqualTo(
            new Attempt.Begun(
                new BulkPublishState.InProgress("run", TARGET, TestClock.START),
                BulkPublishProgress.START));

    worker.goOn(RUN);
    assertThat(stream.datasets()).hasSize(10);
  }

  @Test
  void goOn_laterPageFails_theRunRestsAndGoesOnFromThere() {
    make(20);
    stream.next.add(() -> DeliveryResult.Delivered.DELIVERED);
    stream.next.add(() -> new DeliveryResult.Failed(List.of(), "throttled"));

    worker.goOn(RUN);

    assertThat(queue.sent).containsExactly(POOL + " run " + BulkPublishWorker.REST);
    assertThat(log.count(Metric.DATASETS_PUBLISHED)).isEqualTo(BulkPublishWorker.PAGE_MAX);

    worker.goOn(RUN);
    assertThat(stream.datasets()).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void goOn_streamCanNotBeUsed_theRunFailsSayingWhy() {
    make(10);
    stream.next.add(() -> new DeliveryResult.Dropped("The stream changes does not exist."));

    worker.goOn(RUN);

    assertThat(runs.state(POOL))
        .isEqualTo(
            new BulkPublishState.Failed(
                "run", TestClock.START, "The stream changes does not exist."));
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void goOn_runThatEndedOrIsAnother_doesNothing() {
    make(3);

    worker.goOn(new BulkPublishMessage(POOL, "another"));
    runs.fail(POOL, "run", "why");
    worker.goOn(RUN);

    assertThat(stream.taken).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void goOn_anotherWorkerIsFurther_endsQuietly() {
    make(20);
    stream.next.add(() -> {
      runs.advance(
          POOL, "run", BulkPublishProgress.START, BulkPublishProgress.START.to("zzz", 16, 0));
      return DeliveryResult.Delivered.DELIVERED;
    });

    worker.goOn(RUN);

    assertThat(stream.datasets()).hasSize(BulkPublishWorker.PAGE_MAX);
    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.InProgress.class);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void goOn_corruptDatasets_areLeftOut_andAllOthersArePublished() {
    make(40);
    corrupt.add(dataset("d009"));
    corrupt.add(dataset("d039"));

    worker.goOn(RUN);

    assertThat(stream.datasets())
        .hasSize(38)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(corrupt);
    assertThat(runs.state(POOL))
        .isInstanceOfSatisfying(
            BulkPublishState.Failed.class,
            failed ->
                assertThat(failed.failureMessage())
                    .startsWith("2 of 40 datasets could not be read and were left out;"));
    assertThat(log.count(Metric.DATASETS_PUBLISHED)).isEqualTo(38);
    assertThat(log.count(Metric.CORRUPT_DATASETS)).isEqualTo(2);
    assertThat(log.lines())
        .filteredOn(line -> line.path("level").asText().equals("ERROR"))
        .extracting(line -> line.path("datasetName").asText())
        .containsExactly("d009", "d039");

    corrupt.clear();
    runs.start(POOL, "next", TARGET);
    worker.goOn(new BulkPublishMessage(POOL, "next"));
    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
    assertThat(stream.datasets()).contains(dataset("d009"), dataset("d039"));
  }

  @Test
  void goOn_corruptDatasets_areCountedOverAllInvocations() {
    make(20);
    corrupt.add(dataset("d001"));
    stream.next.add(() -> {
      clock.advance(BulkPublishWorker.WORKING_TIME.plusMillis(1));
      return DeliveryResult.Delivered.DELIVERED;
    });

    worker.goOn(RUN);
    worker.goOn(RUN);

    assertThat(runs.state(POOL))
        .isInstanceOfSatisfying(
            BulkPublishState.Failed.class,
            failed -> assertThat(failed.failureMessage()).startsWith("1 of 20 datasets"));
  }

  @Test
  void goOn_workersThatDieAfterAPageEach_publishAll() {
    make(200);
    int deaths = 0;

    while (runs.state(POOL) instanceof BulkPublishState.InProgress) {
      stream.next.add(() -> DeliveryResult.Delivered.DELIVERED);
      stream.next.add(() -> {
        throw new OutOfMemoryError("killed");
      });
      try {
        worker.goOn(RUN);
      } catch (OutOfMemoryError e) {
        deaths++;
      }
    }

    assertThat(runs.state(POOL)).isInstanceOf(BulkPublishState.Succeeded.class);
    assertThat(stream.datasets()).hasSize(200).doesNotHaveDuplicates();
    assertThat(deaths).isGreaterThan(2 * BulkPublishProgress.ATTEMPTS_MAX);
  }

  @Test
  void goOn_workersThatDieWithoutProgress_endTheRunAfterTenAttempts() {
    make(20);
    int deaths = 0;

    while (runs.state(POOL) instanceof BulkPublishState.InProgress) {
      boolean further = deaths == 5;
      if (further) {
        stream.next.add(() -> DeliveryResult.Delivered.DELIVERED);
      }
      stream.next.add(() -> {
        throw new OutOfMemoryError("killed");
      });
      try {
        worker.goOn(RUN);
      } catch (OutOfMemoryError e) {
        deaths++;
      }
    }

    assertThat(deaths).isEqualTo(6 + BulkPublishProgress.ATTEMPTS_MAX);
    assertThat(runs.state(POOL))
        .isInstanceOfSatisfying(
            BulkPublishState.Failed.class,
            failed -> assertThat(failed.failureMessage()).contains("in 10 attempts"));
    assertThat(log.lines().getLast().path("message").asText()).isEqualTo("A bulk publish failed.");
  }

  /** The datasets, some of which contradict themselves. */
  private final class Damageable implements DatasetStorage {
    @Override
    public Changes listChanges(DatasetId id, long afterSyncCount) {
      if (corrupt.contains(id)) {
        throw new CorruptDatasetException(id, "it has 1 items where its head counts 2");
      }
      return datasets.listChanges(id, afterSyncCount);
    }

    @Override
    public UpdateResult update(DatasetId id, Update update) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UpdateResult update(DatasetId id, Update update, SyncTrigger trigger) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Dataset> describe(DatasetId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Dataset delete(DatasetId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Dataset> listDatasets(Identity identity, String afterDatasetName, int countMax) {
      throw new UnsupportedOperationException();
    }
  }
}
