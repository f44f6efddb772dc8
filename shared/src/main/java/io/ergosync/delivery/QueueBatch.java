package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Works off the messages that Lambda hands over, side by side. One that fails comes back after a
 * pause that doubles from {@link #FIRST_PAUSE} to {@link #PAUSE_MAX} with each time that it was
 * received, until the queue gives it up; the others are done. Messages for which no time is left
 * come back at once: they have not failed. Safe for use by many threads.
 */
public final class QueueBatch {
  /** The pause after the first failure. */
  public static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  /** The longest pause. */
  public static final Duration PAUSE_MAX = Duration.ofMinutes(15);

  /** How many messages are worked on at the same time: all that Lambda hands over by default. */
  static final int CONCURRENCY_MAX = 10;

  private final SideBySide threads = new SideBySide(CONCURRENCY_MAX);
  private final MessagePauses pauses;
  private final Duration startingTime;
  private final Clock clock;
  private final RandomGenerator random;
  private final FunctionLog log;

  /**
   * Work on messages of one queue.
   *
   * @param startingTime how long after the start of a batch a message may still be begun
   * @param random the source of jitter
   */
  public QueueBatch(
      MessagePauses pauses,
      Duration startingTime,
      Clock clock,
      RandomGenerator random,
      FunctionLog log) {
    this.pauses = requireNonNull(pauses);
    this.startingTime = requireNonNull(startingTime);
    this.clock = requireNonNull(clock);
    this.random = requireNonNull(random);
    this.log = requireNonNull(log);
  }

  /**
   * Does the work.
   *
   * @param work fails with a {@link RuntimeException} if the message is to come back; for use by
   *     many threads
   * @return the ids of the messages that come back, in their order
   */
  public List<String> run(List<ReceivedMessage> messages, Consumer<ReceivedMessage> work) {
    Instant startingUntil = clock.instant().plus(startingTime);
    Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    threads.forEach(
        messages,
        message -> outcomes.put(message.messageId(), outcome(message, work, startingUntil)));
    List<String> back = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      switch (outcomes.get(message.messageId())) {
        case DONE -> {}
        case FAILED -> {
          back.add(message.messageId());
          hide(message, Pauses.after(message.receiveCount(), FIRST_PAUSE, PAUSE_MAX, random));
        }
        case NOT_BEGUN -> {
          back.add(message.messageId());
          hide(message, Duration.ZERO);
        }
      }
    }
    return back;
  }

  private enum Outcome {
    DONE,
    FAILED,
    NOT_BEGUN
  }

  private Outcome outcome(
      ReceivedMessage message, Consumer<ReceivedMessage> work, Instant startingUntil) {
    if (clock.instant().isAfter(startingUntil)) {
      return Outcome.NOT_BEGUN;
    }
    try {
      work.accept(message);
      return Outcome.DONE;
    } catch (RuntimeException e) {
      log.write(
          LogLine.warn("A message failed and comes back.")
              .with("messageId", message.messageId())
              .with("receiveCount", message.receiveCount())
              .with("reason", e)
              .countingCorruption(e));
      return Outcome.FAILED;
    }
  }

  /** The queue's own timeout takes the place of a pause that could not be had. */
  private void hide(ReceivedMessage message, Duration pause) {
    try {
      pauses.hide(message, pause);
    } catch (RuntimeException e) {
      log.write(
          LogLine.warn("A message could not be given a pause.")
              .with("messageId", message.messageId())
              .with("reason", e));
    }
  }
}
