package io.ergosync.local.stream;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.BatchOutcome;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Gives a batch to the function until it took every record, or the mapping's limits say that a
 * record is to be given up. Safe for use by many threads.
 */
final class BatchProcessor {
  /** Lambda waits longer; here a person waits for the outcome, and no service has to be spared. */
  private static final Duration BACKOFF_FIRST = Duration.ofMillis(50);

  private static final Duration BACKOFF_MAX = Duration.ofSeconds(2);

  private final String name;
  private final EventSource.Stream source;
  private final Invoker invoker;
  private final FailureQueue failureQueue;
  private final StreamStatus status;
  private final Clock clock;
  private final ServerLog log;

  /**
   * @param name what the log calls the function
   */
  BatchProcessor(
      String name,
      EventSource.Stream source,
      Invoker invoker,
      FailureQueue failureQueue,
      StreamStatus status,
      Clock clock,
      ServerLog log) {
    this.name = name;
    this.source = source;
    this.invoker = invoker;
    this.failureQueue = failureQueue;
    this.status = status;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Processes a batch, in order.
   *
   * @throws InterruptedException if the thread is interrupted; then some of it may be unprocessed
   */
  void process(List<ChangeRecord> batch) throws InterruptedException {
    Deque<Attempt> pending = new ArrayDeque<>();
    pending.push(Attempt.first(batch));
    while (!pending.isEmpty()) {
      Attempt young = withoutTooOld(pending.pop());
      if (young.records().isEmpty()) {
        continue;
      }
      Thread.sleep(backoff(young.failures()));
      String requestId = UUID.randomUUID().toString();
      status.invoked(young.invocations() > 0);
      BatchOutcome outcome =
          BatchOutcome.of(
              invoker.invoke(payload(young.records()), requestId),
              source.reportsFailures(),
              young.records().stream().map(ChangeRecord::sequenceNumber).collect(toSet()));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      follow(outcome, young, requestId, pending);
    }
  }

  private void follow(
      BatchOutcome outcome, Attempt tried, String requestId, Deque<Attempt> pending) {
    switch (outcome) {
      case BatchOutcome.Succeeded() -> status.succeeded(tried.records().size());
      case BatchOutcome.Failed(String reason) -> {
        log.say(
            "%s, request %s, %s records: %s"
                .formatted(name, requestId, tried.records().size(), reason));
        Attempt failed = tried.invoked(requestId, true);
        if (source.bisects() && failed.records().size() > 1) {
          failed.halves().toList().reversed().forEach(pending::push);
        } else {
          retryOrGiveUp(failed.failed(), pending);
        }
      }
      case BatchOutcome.PartlyFailed(var ids) -> {
        Attempt failed = tried.invoked(requestId, false);
        int first = 0;
        while (!ids.contains(failed.records().get(first).sequenceNumber())) {
          first++;
        }
        status.succeeded(first);
        if (first == 0) {
          retryOrGiveUp(failed.failed(), pending);
        } else {
          pending.push(failed.from(first));
        }
      }
    }
  }

  private void retryOrGiveUp(Attempt failed, Deque<Attempt> pending) {
    if (source.retriesMax() != EventSource.UNLIMITED && failed.failures() > source.retriesMax()) {
      giveUp(failed, "RetryAttemptsExhausted");
    } else {
      pending.push(failed);
    }
  }

  /** Gives up the records, the first ones, that are older than the mapping's limit. */
  private Attempt withoutTooOld(Attempt attempt) {
    if (source.recordAgeMax().isZero()) {
      return attempt;
    }
    Instant oldest = clock.instant().minus(source.recordAgeMax());
    int count = 0;
    while (count < attempt.records().size()
        && attempt.records().get(count).createdAt().isBefore(oldest)) {
      count++;
    }
    if (count > 0) {
      giveUp(attempt.part(0, count), "RecordAgeExceeded");
    }
    return attempt.part(count, attempt.records().size());
  }

  private void giveUp(Attempt given, String condition) {
    failureQueue.send(given, condition);
    status.discarded(given.records().size());
  }

  private static Duration backoff(int failures) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = BACKOFF_FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(BACKOFF_MAX) < 0 ? doubled : BACKOFF_MAX;
  }

  private static Body payload(List<ChangeRecord> records) {
    return Body.of(
        records.stream().map(ChangeRecord::text).collect(joining(",", "{\"Records\":[", "]}")));
  }
}
