package io.ergosync.delivery.sqs;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.delivery.UndeliveredException;
import io.ergosync.telemetry.LogLines;
import io.ergosync.telemetry.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsDeliveryQueueTest {
  private static final String POISON = "\"syncCount\":666,";

  private final LogLines log = new LogLines();
  private final List<SendMessageBatchRequest> requests = new ArrayList<>();
  private final List<QueueMessage> taken = new ArrayList<>();
  private final List<QueueMessage> refused = new ArrayList<>();
  private boolean refusesWholeBatches;
  private int busy;

  private final SqsDeliveryQueue queue =
      new SqsDeliveryQueue(
          Client::new, "https://queue", (message, _) -> refused.add(message), log.log());

  @Test
  void send_moreThanABatchTakes_isDividedByNumber() {
    send(LongStream.rangeClosed(1, 23).mapToObj(count -> change(count)).toList());

    assertThat(requests).extracting(request -> request.entries().size()).containsExactly(10, 10, 3);
    assertThat(taken).hasSize(23);
  }

  @Test
  void send_moreThanABatchTakes_isDividedByTheBytesThatArrive() {
    // Three bytes each in UTF-8, six in the body.
    send(
        LongStream.rangeClosed(1, 6)
            .mapToObj(count -> change(count, record("k", "\u20ac".repeat(15_000), count)))
            .toList());

    assertThat(requests)
        .hasSizeGreaterThan(1)
        .allSatisfy(request ->
            assertThat(
                    request.entries().stream()
                        .mapToInt(
                            entry -> entry.messageBody().getBytes(StandardCharsets.UTF_8).length)
                        .sum())
                .isLessThanOrEqualTo(256 * 1024));
    assertThat(taken).hasSize(6);
  }

  @Test
  void send_oneIsRefused_keepsItElsewhereAndSendsTheOthers() {
    send(List.of(change(1), change(666), change(2)));

    assertOnlyThePoisonIsKept();
    assertThat(requests).hasSize(1);
  }

  @Test
  void send_aBatchIsRefusedForOne_keepsThatElsewhereAndSendsTheOthers() {
    refusesWholeBatches = true;

    send(List.of(change(1), change(666), change(2)));

    assertOnlyThePoisonIsKept();
  }

  private void assertOnlyThePoisonIsKept() {
    assertThat(taken)
        .extracting(message -> ((UndeliveredChange) message).change().syncCount())
        .containsExactly(1L, 2L);
    assertThat(refused)
        .singleElement()
        .extracting(message -> ((UndeliveredChange) message).change().syncCount())
        .isEqualTo(666L);
    assertThat(log.count(Metric.MESSAGES_REFUSED)).isEqualTo(1);
    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.path("level").asText()).isEqualTo("ERROR"));
  }

  @Test
  void send_theQueueIsBusy_sendsAgainWhatItDidNotTake() {
    busy = 2;

    send(List.of(change(1), change(2)));

    assertThat(taken).hasSize(2);
    assertThat(requests).extracting(request -> request.entries().size()).containsExactly(2, 1, 1);
  }

  @Test
  void send_theQueueStaysBusy_fails() {
    busy = 99;

    assertThatThrownBy(() -> send(List.of(change(1))))
        .isInstanceOf(UndeliveredException.class)
        .hasMessageContaining("InternalError");
    assertThat(refused).isEmpty();
  }

  private void send(List<OutwardChange> changes) {
    queue.send(
        changes.stream().map(each -> new UndeliveredChange(Destination.KINESIS, each)).toList(),
        Duration.ofSeconds(5));
  }

  /** A queue that refuses the poison, and is busy for a while with the first of a batch. */
  private final class Client implements SqsClient {
    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      requests.add(request);
      List<BatchResultErrorEntry> failed = new ArrayList<>();
      List<QueueMessage> good = new ArrayList<>();
      for (SendMessageBatchRequestEntry entry : request.entries()) {
        assertThat(entry.delaySeconds()).isEqualTo(5);
        if (busy > 0 && entry.id().equals("0")) {
          busy--;
          failed.add(failure(entry, "InternalError", false));
        } else if (entry.messageBody().contains(POISON)) {
          if (refusesWholeBatches) {
            throw refusal();
          }
          failed.add(failure(entry, "InvalidMessageContents", true));
        } else {
          good.add(QueueMessageJson.read(entry.messageBody()));
        }
      }
      taken.addAll(good);
      return SendMessageBatchResponse.builder().failed(failed).build();
    }

    private static BatchResultErrorEntry failure(
        SendMessageBatchRequestEntry entry, String code, boolean senderFault) {
      return BatchResultErrorEntry.builder()
          .id(entry.id())
          .code(code)
          .senderFault(senderFault)
          .build();
    }

    private static SqsException refusal() {
      return (SqsException)
          InvalidMessageContentsException.builder()
              .statusCode(400)
              .awsErrorDetails(
                  AwsErrorDetails.builder().errorCode("InvalidMessageContents").build())
              .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
