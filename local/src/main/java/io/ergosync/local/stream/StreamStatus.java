package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** What a mapping has done so far. Safe for use by many threads. */
final class StreamStatus {
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong invocations = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong discarded = new AtomicLong();

  /** Records that the function took. */
  void succeeded(int count) {
    records.addAndGet(count);
  }

  /** An invocation; of records that were given to the function before, it is a retry. */
  void invoked(boolean isRetry) {
    invocations.incrementAndGet();
    if (isRetry) {
      retries.incrementAndGet();
    }
  }

  /** Records that were given up. */
  void discarded(int count) {
    discarded.addAndGet(count);
  }

  void clear() {
    records.set(0);
    invocations.set(0);
    retries.set(0);
    discarded.set(0);
  }

  /**
   * The counts.
   *
   * @param waiting when the changes happened that the function has not taken
   */
  ObjectNode report(Clock clock, Collection<Instant> waiting) {
    long age =
        waiting.stream()
            .mapToLong(since -> Duration.between(since, clock.instant()).toMillis())
            .max()
            .orElse(0);
    return Json.object()
        .put("iteratorAgeMilliseconds", Math.max(0, age))
        .put("records", records.get())
        .put("invocations", invocations.get())
        .put("retries", retries.get())
        .put("discarded", discarded.get());
  }
}
