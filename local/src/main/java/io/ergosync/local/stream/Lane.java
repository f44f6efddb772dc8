package io.ergosync.local.stream;

import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.template.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Records that must be processed one after the other: one of as many as the mapping's
 * parallelization factor says. One thread fills it, one empties it, any may ask for its age.
 */
final class Lane {
  /** So many records wait here at most; what else there is waits in the stream. */
  private static final int WAITING_MAX = 1_000;

  /** What an event has around its records. */
  private static final int ENVELOPE_BYTES = 64;

  private final BlockingQueue<ChangeRecord> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final AtomicReference<Optional<Instant>> inProcess =
      new AtomicReference<>(Optional.empty());
  private final EventSource.Stream source;
  private final BatchProcessor processor;

  Lane(EventSource.Stream source, BatchProcessor processor) {
    this.source = source;
    this.processor = processor;
  }

  /** Adds a record; waits while the lane is full. */
  void add(ChangeRecord change) throws InterruptedException {
    waiting.put(change);
  }

  /** When the oldest change happened that is not processed; empty if there is none. */
  Optional<Instant> oldest() {
    Optional<Instant> current = inProcess.get();
    return current.isPresent()
        ? current
        : Optional.ofNullable(waiting.peek()).map(ChangeRecord::createdAt);
  }

  /** Processes batches until the thread is interrupted. */
  void run() {
    try {
      Optional<ChangeRecord> next = Optional.empty();
      while (true) {
        ChangeRecord first = next.isPresent() ? next.get() : waiting.take();
        inProcess.set(Optional.of(first.createdAt()));
        List<ChangeRecord> batch = new ArrayList<>(List.of(first));
        next = fill(batch);
        processor.process(batch);
        inProcess.set(next.map(ChangeRecord::createdAt));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Adds what is there, or comes within the mapping's window, up to its size and Lambda's. A batch
   * never has records of two shards.
   *
   * @return the record that was taken but fits no more
   */
  private Optional<ChangeRecord> fill(List<ChangeRecord> batch) throws InterruptedException {
    long endNanos = System.nanoTime() + source.batchWindow().toNanos();
    long bytes = (long) ENVELOPE_BYTES + batch.getFirst().bytes();
    while (batch.size() < source.batchSize()) {
      Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
      ChangeRecord taken = waiting.poll(left.toNanos(), TimeUnit.NANOSECONDS);
      if (taken == null) {
        return Optional.empty();
      }
      bytes += taken.bytes();
      if (bytes > Invoker.PAYLOAD_BYTES_MAX
          || !taken.shardId().equals(batch.getFirst().shardId())) {
        return Optional.of(taken);
      }
      batch.add(taken);
    }
    return Optional.empty();
  }
}
