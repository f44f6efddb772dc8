package io.ergosync.local.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.template.QueueDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The template's queues, and what is in them: {@code {"<name>": {"visible", "inFlight", "delayed",
 * "messages": [bodies]}}}. Every time is one of the clock that they are given. Safe for use by many
 * threads.
 */
public final class LocalQueues implements Readout {
  /** So often a receiver that waits looks at the clock, which a test may have moved. */
  private static final Duration STEP = Duration.ofMillis(20);

  private final Map<String, LocalQueue> byName = new LinkedHashMap<>();
  private final Clock clock;
  private long sentCount;

  /** Empty queues. */
  public LocalQueues(List<QueueDefinition> definitions, Clock clock) {
    definitions.forEach(definition -> byName.put(definition.name(), new LocalQueue(definition)));
    this.clock = clock;
  }

  /** A queue's definition. */
  Optional<QueueDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(LocalQueue::definition);
  }

  /** Sends a message, to be visible after a delay; returns its id. */
  synchronized String send(
      String queue, String body, Map<String, MessageAttributeValue> attributes, Duration delay) {
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    byName
        .get(queue)
        .add(QueuedMessage.sent(id, sentCount++, body, attributes, now, now.plus(delay)));
    notifyAll();
    return id;
  }

  /**
   * Receives messages; waits for the first one until the wait is over by the clock or in fact.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  synchronized List<QueuedMessage> receive(
      String queue, int countMax, Duration visibilityTimeout, Duration wait)
      throws InterruptedException {
    Instant end = clock.instant().plus(wait);
    long startedAtNanos = System.nanoTime();
    while (true) {
      Instant now = moveDead();
      List<QueuedMessage> received =
          byName
              .get(queue)
              .receive(now, countMax, visibilityTimeout, () -> UUID.randomUUID().toString());
      boolean isOver = !now.isBefore(end) || System.nanoTime() - startedAtNanos >= wait.toNanos();
      if (!received.isEmpty() || isOver) {
        return received;
      }
      wait(STEP.toMillis());
    }
  }

  /** Removes the message of a receipt, if it still has it. */
  synchronized void delete(String queue, String receiptHandle) {
    moveDead();
    byName.get(queue).delete(receiptHandle);
  }

  /** Hides the message of a receipt anew; false if none has it. */
  synchronized boolean hide(String queue, String receiptHandle, Duration visibilityTimeout) {
    Instant now = moveDead();
    return byName.get(queue).hideUntil(receiptHandle, now.plus(visibilityTimeout)).isPresent();
  }

  /** How many messages a queue holds. */
  synchronized QueueCounts counts(String queue) {
    Instant now = moveDead();
    return QueueCounts.of(byName.get(queue).messages(now), now);
  }

  @Override
  public synchronized JsonNode read() {
    Instant now = moveDead();
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    byName.forEach((name, queue) -> {
      List<QueuedMessage> messages = queue.messages(now);
      QueueCounts counts = QueueCounts.of(messages, now);
      ArrayNode bodies =
          all.putObject(name)
              .put("visible", counts.visible())
              .put("inFlight", counts.inFlight())
              .put("delayed", counts.delayed())
              .putArray("messages");
      messages.forEach(message -> bodies.add(message.body()));
    });
    return all;
  }

  @Override
  public synchronized void clear() {
    byName.values().forEach(LocalQueue::clear);
  }

  /** Moves what was received too often into the dead-letter queues; returns the time. */
  private Instant moveDead() {
    Instant now = clock.instant();
    for (LocalQueue queue : byName.values()) {
      List<QueuedMessage> dead = queue.takeDead(now);
      deadLetterQueueOf(queue)
          .forEach(target -> dead.forEach(message -> target.add(message.moved(now))));
    }
    return now;
  }

  private Stream<LocalQueue> deadLetterQueueOf(LocalQueue queue) {
    String arn = queue.definition().deadLetterQueueArn();
    return byName.values().stream().filter(other -> other.definition().arn().equals(arn));
  }
}
