package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.local.filter.EventFilter;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Invokes a function with what happens to a table, from {@link #start} to {@link #close}. As a
 * readout it tells how far it is.
 */
public final class StreamMapping implements AutoCloseable, Readout {
  /** How long the stream is left alone when there was nothing. */
  private static final Duration IDLE = Duration.ofMillis(20);

  private static final Duration DISCOVERY = Duration.ofSeconds(1);
  private static final Duration STOP_MAX = Duration.ofSeconds(2);

  private final String name;
  private final ShardReader reader;
  private final ChangeEvents events;
  private final EventFilter filter;
  private final StreamStatus status;
  private final Clock clock;
  private final ServerLog log;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param name what it is called in threads and in the log
   */
  StreamMapping(
      String name,
      EventSource.Stream source,
      ShardReader reader,
      ChangeEvents events,
      EventFilter filter,
      BatchProcessor processor,
      StreamStatus status,
      Clock clock,
      ServerLog log) {
    this.name = name;
    this.reader = reader;
    this.events = events;
    this.filter = filter;
    this.status = status;
    this.clock = clock;
    this.log = log;
    for (int i = 0; i < source.parallelizationFactor(); i++) {
      lanes.add(new Lane(source, processor));
    }
  }

  /** Begins. */
  void start() {
    lanes.forEach(lane -> threads.add(Thread.ofVirtual().name(name).start(lane::run)));
    threads.add(Thread.ofPlatform().name(name + "-stream").daemon().start(this::readStream));
  }

  private void readStream() {
    long discoveredAtNanos = System.nanoTime() - DISCOVERY.toNanos();
    try {
      while (!Thread.interrupted()) {
        try {
          if (System.nanoTime() - discoveredAtNanos >= DISCOVERY.toNanos()) {
            reader.discover();
            discoveredAtNanos = System.nanoTime();
          }
          if (!reader.read(this::accept)) {
            Thread.sleep(IDLE);
          }
        } catch (RuntimeException e) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          log.say("The stream of %s cannot be read; trying again:".formatted(name), e);
          Thread.sleep(DISCOVERY);
        }
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private void accept(String shardId, List<Record> records) throws InterruptedException {
    for (Record read : records) {
      ChangeRecord change = events.of(shardId, read);
      if (filter.passes(change.event())) {
        lanes.get(Math.floorMod(change.laneKey().hashCode(), lanes.size())).add(change);
      }
    }
  }

  @Override
  public JsonNode read() {
    return status.report(
        clock, lanes.stream().map(Lane::oldest).flatMap(Optional::stream).toList());
  }

  @Override
  public void clear() {
    status.clear();
  }

  /** Ends, and throws the results of running invocations away. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
