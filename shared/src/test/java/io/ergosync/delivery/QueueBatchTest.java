package io.ergosync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.telemetry.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    List<String> done = new ArrayList<>();

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
    assertThat(done).containsExactly("a", "c");
    assertThat(hidden).containsOnlyKeys("b");
    assertThat(hidden.get("b")).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(QueueEvent.failures(failed))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}");
    assertThat(log.lines()).singleElement().asString().contains("not now");
  }

  @Test
  void run_noTimeIsLeft_theOthersComeBackUntouched() {
    List<String> begun = new ArrayList<>();

    List<String> failed =
        batch.run(
            List.of(message("a", 1), message("b", 1), message("c", 1)),
            message -> {
              begun.add(message.messageId());
              clock.advance(Duration.ofSeconds(16));
            });

    assertThat(begun).containsExactly("a", "b");
    assertThat(failed).containsExactly("c");
    assertThat(hidden).containsOnlyKeys("c");
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
