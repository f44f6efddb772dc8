package io.ergosync.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ergosync.TestClock;
import io.ergosync.local.template.QueueDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

class LocalSqsClientTest {
  private static final int BYTES_MAX = 1_048_576;
  private static final QueueDefinition DEAD =
      new QueueDefinition(
          "Dead", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(14), "", 0);
  private static final QueueDefinition QUEUE =
      new QueueDefinition(
          "Queue", Duration.ofSeconds(60), Duration.ZERO, Duration.ofHours(1), DEAD.arn(), 2);

  private final TestClock clock = new TestClock();
  private final LocalQueues queues = new LocalQueues(List.of(QUEUE, DEAD), clock);
  private final SqsClient sqs = new LocalSqsClient(queues);

  @Test
  void receivedMessage_isHiddenForItsTimeAndComesBack() {
    send("one");
    Message first = receive(QUEUE).getFirst();
    assertThat(first.body()).isEqualTo("one");
    assertThat(first.md5OfBody()).isEqualTo("f97c5d29941bfb1b2fdab0874906ab82");
    assertThat(receive(QUEUE)).isEmpty();

    clock.advance(Duration.ofSeconds(59));
    assertThat(receive(QUEUE)).isEmpty();
    clock.advance(Duration.ofSeconds(1));

    Message second = receive(QUEUE).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    assertThat(second.attributesAsStrings())
        .containsEntry("ApproximateReceiveCount", "2")
        .containsEntry("SentTimestamp", Long.toString(TestClock.START.toEpochMilli()))
        .containsEntry(
            "ApproximateFirstReceiveTimestamp", Long.toString(TestClock.START.toEpochMilli()))
        .containsKey("SenderId");
  }

  @Test
  void deletedMessage_neverComesBack() {
    send("one");
    delete(receive(QUEUE).getFirst());

    clock.advance(Duration.ofMinutes(2));
    assertThat(receive(QUEUE)).isEmpty();
  }

  @Test
  void delete_withTheHandleOfAnEarlierReceipt_keepsTheMessage() {
    send("one");
    Message first = receive(QUEUE).getFirst();
    clock.advance(Duration.ofSeconds(60));
    assertThat(receive(QUEUE)).hasSize(1);

    delete(first);

    assertThat(queues.read().at("/Queue/inFlight").intValue()).isEqualTo(1);
  }

  @Test
  void messageReceivedTooOften_movesToTheDeadLetterQueue() {
    send("poison");
    receive(QUEUE);
    clock.advance(Duration.ofSeconds(60));
    receive(QUEUE);
    assertThat(receive(DEAD)).isEmpty();
    clock.advance(Duration.ofSeconds(60));

    assertThat(receive(QUEUE)).isEmpty();
    assertThat(receive(DEAD)).extracting(Message::body).containsExactly("poison");
  }

  @Test
  void delay_hidesTheMessageUntilTheClockSays() {
    sqs.sendMessage(r -> r.queueUrl(QUEUE.url()).messageBody("later").delaySeconds(900));
    assertThat(queues.read().at("/Queue").toString())
        .isEqualTo("{\"visible\":0,\"inFlight\":0,\"delayed\":1,\"messages\":[\"later\"]}");

    clock.advance(Duration.ofSeconds(899));
    assertThat(receive(QUEUE)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(receive(QUEUE)).extracting(Message::body).containsExactly("later");
  }

  @Test
  void waitingReceiver_seesWhatIsSentAndAMovedClock() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Message>> sent = threads.submit(this::waitForMessage);
      send("one");
      assertThat(sent.get()).hasSize(1);

      Future<List<Message>> again = threads.submit(this::waitForMessage);
      clock.advance(Duration.ofSeconds(60));
      assertThat(again.get()).hasSize(1);
    }
  }

  @Test
  void waitingReceiver_endsWhenTheClockPassesItsWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Message>> received = threads.submit(this::waitForMessage);
      while (!received.isDone()) {
        clock.advance(Duration.ofSeconds(20));
        Thread.onSpinWait();
      }
      assertThat(received.get()).isEmpty();
    }
  }

  @Test
  void changeVisibility_toZero_showsTheMessageAtOnce() {
    send("one");
    Message message = receive(QUEUE).getFirst();
    sqs.changeMessageVisibility(
        r -> r.queueUrl(QUEUE.url()).receiptHandle(message.receiptHandle()).visibilityTimeout(0));

    assertThat(receive(QUEUE)).hasSize(1);
    assertThatThrownBy(() ->
            sqs.changeMessageVisibility(r ->
                r.queueUrl(QUEUE.url())
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0)))
        .isInstanceOf(MessageNotInflightException.class);
  }

  @Test
  void messageOverItsRetention_isGone() {
    send("old");
    clock.advance(Duration.ofHours(1));

    assertThat(receive(QUEUE)).isEmpty();
    assertThat(queues.read().at("/Queue/messages")).isEmpty();
  }

  @Test
  void batch_isSentAndDeletedWhole() {
    sqs.sendMessageBatch(r -> r.queueUrl(QUEUE.url()).entries(entry("a", "1"), entry("b", "2")));
    List<Message> received = receive(QUEUE);
    assertThat(received).extracting(Message::body).containsExactly("1", "2");

    List<DeleteMessageBatchRequestEntry> entries =
        received.stream()
            .map(message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.body())
                    .receiptHandle(message.receiptHandle())
                    .build())
            .toList();
    sqs.deleteMessageBatch(r -> r.queueUrl(QUEUE.url()).entries(entries));
    assertThat(queues.read().at("/Queue/messages")).isEmpty();
  }

  @Test
  void sizeLimit_isOneMebibyteForAMessageAndForABatch() {
    send("x".repeat(BYTES_MAX));
    assertThatThrownBy(() -> send("x".repeat(BYTES_MAX + 1)))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("1048576");
    // The attribute's name, type and value take five bytes.
    assertThatThrownBy(() ->
            sqs.sendMessage(r ->
                r.queueUrl(QUEUE.url())
                    .messageBody("x".repeat(BYTES_MAX - 4))
                    .messageAttributes(
                        Map.of(
                            "n",
                            MessageAttributeValue.builder()
                                .dataType("Num")
                                .stringValue("1")
                                .build()))))
        .isInstanceOf(SqsException.class);
    assertThatThrownBy(() ->
            sqs.sendMessageBatch(r ->
                r.queueUrl(QUEUE.url())
                    .entries(entry("a", "x".repeat(BYTES_MAX)), entry("b", "x"))))
        .isInstanceOf(BatchRequestTooLongException.class);
  }

  @Test
  void batchWithBadEntries_isRefusedWhole() {
    assertThatThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(QUEUE.url()).entries(List.of())))
        .isInstanceOf(EmptyBatchRequestException.class);
    assertThatThrownBy(() ->
            sqs.sendMessageBatch(
                r -> r.queueUrl(QUEUE.url()).entries(entry("a", "1"), entry("a", "2"))))
        .isInstanceOf(BatchEntryIdsNotDistinctException.class);
    List<SendMessageBatchRequestEntry> eleven =
        IntStream.range(0, 11).mapToObj(i -> entry(Integer.toString(i), "x")).toList();
    assertThatThrownBy(() -> sqs.sendMessageBatch(r -> r.queueUrl(QUEUE.url()).entries(eleven)))
        .isInstanceOf(TooManyEntriesInBatchRequestException.class);
    assertThat(queues.read().at("/Queue/messages")).isEmpty();
  }

  @Test
  void batchWithCharactersThatNoMessageMayHave_isTakenButForThose() {
    SendMessageBatchResponse response =
        sqs.sendMessageBatch(r ->
            r.queueUrl(QUEUE.url())
                .entries(entry("a", "1"), entry("b", "x\uffff"), entry("c", "\ufffe")));

    assertThat(response.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
        .containsExactly(
            tuple("b", "InvalidMessageContents"), tuple("c", "InvalidMessageContents"));
    assertThat(response.failed()).allMatch(BatchResultErrorEntry::senderFault);
    assertThat(receive(QUEUE)).extracting(Message::body).containsExactly("1");
  }

  @Test
  void whatSqsRefuses_isRefused() {
    assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl("http://x/None").messageBody("m")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("None")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(() -> send("\u0000")).isInstanceOf(InvalidMessageContentsException.class);
    assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(QUEUE.url()).receiptHandle("none")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
    assertThatThrownBy(
            () -> sqs.sendMessage(r -> r.queueUrl(QUEUE.url()).messageBody("m").delaySeconds(901)))
        .hasMessageContaining("DelaySeconds");
    assertThatThrownBy(
            () -> sqs.receiveMessage(r -> r.queueUrl(QUEUE.url()).maxNumberOfMessages(11)))
        .hasMessageContaining("MaxNumberOfMessages");
  }

  @Test
  void queueAttributes_tellWhatIsInTheQueue() {
    send("one");
    send("two");
    sqs.receiveMessage(r -> r.queueUrl(QUEUE.url()));

    assertThat(sqs.getQueueUrl(r -> r.queueName("Queue")).queueUrl()).isEqualTo(QUEUE.url());
    assertThat(
            sqs.getQueueAttributes(
                    r -> r.queueUrl(QUEUE.url()).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "1")
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "1")
        .containsEntry("QueueArn", QUEUE.arn())
        .containsEntry(
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}".formatted(DEAD.arn()));
  }

  private void send(String body) {
    sqs.sendMessage(r -> r.queueUrl(QUEUE.url()).messageBody(body));
  }

  private List<Message> receive(QueueDefinition queue) {
    return sqs.receiveMessage(r ->
            r.queueUrl(queue.url())
                .maxNumberOfMessages(10)
                .messageSystemAttributeNamesWithStrings("All"))
        .messages();
  }

  private List<Message> waitForMessage() {
    return sqs.receiveMessage(r -> r.queueUrl(QUEUE.url()).waitTimeSeconds(20)).messages();
  }

  private void delete(Message message) {
    sqs.deleteMessage(r -> r.queueUrl(QUEUE.url()).receiptHandle(message.receiptHandle()));
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }
}
