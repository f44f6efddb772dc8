package io.ergosync.functions.repair;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.repair.RepairPosition.Begun;
import io.ergosync.functions.repair.RepairRequest.Target;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.StoredDatasets;
import io.ergosync.storage.StoredDatasets.Entry;
import io.ergosync.storage.StoredDatasets.Page;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Does again, from the table, what was lost of the changes that follow from commits. It works for
 * {@link #WORKING_TIME} and then reports where it stands. Safe for use by many threads.
 */
public final class Repair {
  /** How long an invocation begins with further datasets. */
  public static final Duration WORKING_TIME = Duration.ofSeconds(40);

  /** The datasets that are repaired at the same time: few enough for the memory. */
  static final int CONCURRENT_DATASETS_MAX = 8;

  /** An invocation that reported so many datasets ends: something is wrong with all of them. */
  static final int REPORTED_MAX = 100;

  static final String ENDED = "Ended by an administrator.";

  private final StoredDatasets stored;
  private final DatasetRepair datasets;
  private final BulkPublishStorage bulkPublishes;
  private final Parallel parallel;
  private final Clock clock;
  private final FunctionLog log;

  Repair(
      StoredDatasets stored,
      DatasetRepair datasets,
      BulkPublishStorage bulkPublishes,
      Parallel parallel,
      Clock clock,
      FunctionLog log) {
    this.stored = requireNonNull(stored);
    this.datasets = requireNonNull(datasets);
    this.bulkPublishes = requireNonNull(bulkPublishes);
    this.parallel = requireNonNull(parallel);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  /**
   * Ends a bulk publish that is under way, as failed.
   *
   * @return whether this call ended one
   */
  boolean endBulkPublish(IdentityPoolId identityPoolId) {
    boolean ended =
        bulkPublishes.state(identityPoolId) instanceof BulkPublishState.InProgress run
            && bulkPublishes.fail(identityPoolId, run.runId(), ENDED);
    if (ended) {
      log.write(
          LogLine.warn("An administrator ended a bulk publish.")
              .with("identityPoolId", identityPoolId));
    }
    return ended;
  }

  /** How the pool's newest bulk publish stands. */
  BulkPublishState bulkPublish(IdentityPoolId identityPoolId) {
    return bulkPublishes.state(identityPoolId);
  }

  /** Repairs datasets. One that fails is reported and does not stop the others. */
  Result repair(Target target, RepairPosition from) {
    datasets.refresh();
    Slice slice = new Slice(target, from);
    slice.work();
    Result result = slice.result();
    log.write(
        LogLine.info("Datasets were repaired.")
            .with("target", target)
            .with("repaired", result.repaired())
            .with("corrupt", result.corrupt().size())
            .with("notRepaired", result.notRepaired().size()));
    return result;
  }

  /**
   * What became of the datasets.
   *
   * @param repaired how many are repaired
   * @param corrupt those that contradict themselves
   * @param notRepaired those that something else failed with, and that may be tried again
   * @param next where to go on; empty if all is done
   */
  record Result(
      long repaired,
      List<Reported> corrupt,
      List<Reported> notRepaired,
      Optional<RepairPosition> next) {
    Result {
      corrupt = List.copyOf(corrupt);
      notRepaired = List.copyOf(notRepaired);
      requireNonNull(next);
    }
  }

  /** A dataset that is not repaired, and why. */
  record Reported(DatasetId dataset, String reason) {
    Reported {
      requireNonNull(dataset);
      requireNonNull(reason);
    }
  }

  /** What one invocation does. */
  private final class Slice {
    private final Target target;
    private final Instant workingUntil;
    private final AtomicLong repaired = new AtomicLong();
    private final ConcurrentLinkedQueue<Reported> corrupt = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Reported> notRepaired = new ConcurrentLinkedQueue<>();
    private RepairPosition position;

    /** What is left of the page that was read last. */
    private List<Entry> entries = List.of();

    private Optional<String> nextPage = Optional.empty();

    Slice(Target target, RepairPosition from) {
      this.target = target;
      this.position = from;
      this.workingUntil = clock.instant().plus(WORKING_TIME);
    }

    /** Whatever the time, one step is done, so that repeating comes to an end. */
    void work() {
      do {
        step();
      } while (!done()
          && position.begun().isEmpty()
          && corrupt.size() + notRepaired.size() < REPORTED_MAX
          && clock.instant().isBefore(workingUntil));
    }

    private boolean done() {
      return position.last() && position.begun().isEmpty();
    }

    Result result() {
      return new Result(
          repaired.get(),
          List.copyOf(corrupt),
          List.copyOf(notRepaired),
          done() ? Optional.empty() : Optional.of(position));
    }

    private void step() {
      if (!position.begun().isEmpty()) {
        repair(position.begun(), position.after(), position.last());
        return;
      }
      if (entries.isEmpty()) {
        read();
      }
      if (!entries.isEmpty()) {
        List<Entry> some = entries.subList(0, Math.min(CONCURRENT_DATASETS_MAX, entries.size()));
        entries = entries.subList(some.size(), entries.size());
        repair(
            some.stream().map(entry -> new Begun(entry.dataset(), 0)).toList(),
            some.getLast().cursor(),
            entries.isEmpty() && nextPage.isEmpty());
      }
    }

    /** The next page. */
    private void read() {
      Page page =
          switch (target) {
            case Target.Pool(IdentityPoolId pool) -> stored.ofPool(pool, position.after());
            case Target.OneIdentity(Identity identity) ->
                stored.ofIdentity(identity, position.after());
            case Target.OneDataset(DatasetId dataset) ->
                new Page(List.of(new Entry(dataset, "")), Optional.empty());
          };
      entries = page.entries();
      nextPage = page.next();
      if (entries.isEmpty()) {
        position =
            new RepairPosition(List.of(), nextPage.orElse(position.after()), nextPage.isEmpty());
      }
    }

    private void repair(List<Begun> some, String after, boolean last) {
      ConcurrentLinkedQueue<Begun> left = new ConcurrentLinkedQueue<>();
      parallel.forEach(some, each -> repair(each).ifPresent(left::add));
      position = new RepairPosition(List.copyOf(left), after, last);
    }

    /** The dataset with the generation that it is to go on with; empty if it is through. */
    private Optional<Begun> repair(Begun each) {
      try {
        OptionalLong generation = datasets.repair(each.dataset(), each.generation(), workingUntil);
        if (generation.isPresent()) {
          return Optional.of(new Begun(each.dataset(), generation.getAsLong()));
        }
        repaired.incrementAndGet();
      } catch (CorruptDatasetException e) {
        corrupt.add(new Reported(each.dataset(), e.getMessage()));
        log.write(
            about(LogLine.error("A dataset contradicts itself and is not repaired."), each, e));
      } catch (RuntimeException e) {
        notRepaired.add(new Reported(each.dataset(), e.toString()));
        log.write(about(LogLine.warn("A dataset could not be repaired."), each, e));
      }
      return Optional.empty();
    }

    private static LogLine about(LogLine line, Begun each, RuntimeException failure) {
      DatasetId dataset = each.dataset();
      return line.with("identityPoolId", dataset.identity().identityPoolId())
          .with("identityId", dataset.identity().identityId())
          .with("datasetName", dataset.datasetName())
          .withStackTrace(failure)
          .countingCorruption(failure);
    }
  }
}
