package io.ergosync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.telemetry.LogLines;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueBatchTest {
  private static final Duration STARTING_TIME = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();
  private final LogLines log = new LogLines();
  private final Map<String, Duration> hidden = new LinkedHashMap<>();
  private final QueueBatch batch = batch((message, time) -> hidden.put(message.messageId(), time));

  private QueueBatch batch(MessagePauses pauses) {
    return new QueueBatch(pauses, STARTING_TIME, clock, new Random(1), log.log());
  }

  @Test
  void run_oneFails_itAloneComesBackAfterAPause() {
    List<String> done = new CopyOnWriteArrayList<>();

    List<String> failed =
        batch.run(
            List.of(message("a", 1), message("b", 3), message("c", 1)),
            message -> {
              if (message.messageId().equals("b")) {
                throw new UndeliveredException("not now");
              }
              done.add(message.messageId());
            });

    assertThat(failed).containsExactly("b");
    assertThat(done).containsExactlyInAnyOrder("a", "c");
    assertThat(hidden).containsOnlyKeys("b");
    assertThat(hidden.get("b")).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(QueueEvent.failures(failed))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}");
    assertThat(log.lines()).singleElement().asString().contains("not now");
  }

  @Test
  void run_someDoNotAnswer_theOthersAreBegunAllTheSame() throws Exception {
    List<ReceivedMessage> ten =
        IntStream.range(0, 10).mapToObj(number -> message("m" + number, 1)).toList();
    CountDownLatch begun = new CountDownLatch(ten.size());

    List<String> failed =
        batch.run(
            ten,
            message -> {
              // Each waits for all others: one after the other they would never be begun.
              begun.countDown();
              await(begun);
              clock.advance(STARTING_TIME);
            });

    assertThat(failed).isEmpty();
    assertThat(hidden).isEmpty();
  }

  @Test
  void run_noTimeIsLeft_theOthersComeBackAtOnce() {
    List<ReceivedMessage> fourteen =
        IntStream.range(0, QueueBatch.CONCURRENCY_MAX + 4)
            .mapToObj(number -> message("m" + number, 7))
            .toList();
    CountDownLatch begun = new CountDownLatch(QueueBatch.CONCURRENCY_MAX);

    List<String> failed =
        batch.run(
            fourteen,
            message -> {
              begun.countDown();
              await(begun);
              clock.advance(STARTING_TIME.plusMillis(1));
            });

    assertThat(failed).containsExactly("m10", "m11", "m12", "m13");
    assertThat(hidden)
        .containsOnlyKeys("m10", "m11", "m12", "m13")
        .allSatisfy((_, pause) -> assertThat(pause).isZero());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void run_pauseCanNotBeHad_theMessageFailsAllTheSame() {
    QueueBatch withoutPauses =
        batch((_, _) -> {
          throw new IllegalStateException("no queue");
        });

    assertThat(
            withoutPauses.run(
                List.of(message("a", 1), message("b", 1)),
                _ -> {
                  throw new UndeliveredException("not now");
                }))
        .containsExactly("a", "b");
  }

  @Test
  void read_eventOfAQueue_isItsMessages() {
    String event =
        """
        {"Records":[{"messageId":"a","receiptHandle":"h","body":"{}",
        "attributes":{"ApproximateReceiveCount":"7"},
        "eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:q"}]}\
        """;

    assertThat(QueueEvent.read(event))
        .containsExactly(
            new ReceivedMessage("a", "h", "{}", 7, "arn:aws:sqs:us-east-1:123456789012:q"));
  }

  @Test
  void read_whatIsNoEventOfAQueue_isRefused() {
    assertThat(List.of("", "x", "{}", "[]", "{\"Records\":[{\"messageId\":\"a\"}]}"))
        .allSatisfy(event ->
            assertThatThrownBy(() -> QueueEvent.read(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The event is not"));
  }

  private static ReceivedMessage message(String id, int receiveCount) {
    return new ReceivedMessage(id, "handle-" + id, "body", receiveCount, "arn");
  }
}
