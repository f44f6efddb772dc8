package io.ergosync.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.template.QueueDefinition;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * SQS on the template's queues, as far as functions and event sources use it; every other call is
 * unsupported. Safe for use by many threads.
 */
public final class LocalSqsClient implements SqsClient {
  private static final int DELAY_SECONDS_MAX = 900;
  private static final int VISIBILITY_SECONDS_MAX = 43_200;
  private static final int WAIT_SECONDS_MAX = 20;
  private static final int RECEIVED_MAX = 10;
  private static final Pattern RECEIPT_HANDLE = Pattern.compile("[0-9a-f-]{36}");

  private final LocalQueues queues;

  /** The client of these queues. */
  public LocalSqsClient(LocalQueues queues) {
    this.queues = queues;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    MessageRules.check(request.messageBody(), request.messageAttributes());
    String id =
        queues.send(
            queue.name(),
            request.messageBody(),
            request.messageAttributes(),
            delay(request.delaySeconds(), queue));
    return SendMessageResponse.builder()
        .messageId(id)
        .md5OfMessageBody(md5(request.messageBody()))
        .build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    List<SendMessageBatchRequestEntry> entries = request.entries();
    MessageRules.checkEntries(entries.stream().map(SendMessageBatchRequestEntry::id).toList());
    int bytes = 0;
    for (SendMessageBatchRequestEntry entry : entries) {
      bytes += MessageRules.bytes(entry.messageBody(), entry.messageAttributes());
    }
    if (bytes > MessageRules.BYTES_MAX) {
      throw SqsFailures.batchTooLong(bytes);
    }
    List<SendMessageBatchResultEntry> sent = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : entries) {
      try {
        MessageRules.check(entry.messageBody(), entry.messageAttributes());
        String id =
            queues.send(
                queue.name(),
                entry.messageBody(),
                entry.messageAttributes(),
                delay(entry.delaySeconds(), queue));
        sent.add(ReceivedMessages.sent(entry.id(), id, md5(entry.messageBody())));
      } catch (SqsException e) {
        // One that is refused concerns no other of its batch.
        failed.add(
            BatchResultErrorEntry.builder()
                .id(entry.id())
                .senderFault(true)
                .code(e.awsErrorDetails().errorCode())
                .message(e.awsErrorDetails().errorMessage())
                .build());
      }
    }
    return SendMessageBatchResponse.builder().successful(sent).failed(failed).build();
  }

  /**
   * @throws AbortedException if the thread is interrupted while it waits for a message
   */
  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    int countMax =
        MessageRules.inRange(
            "MaxNumberOfMessages", request.maxNumberOfMessages(), 1, 1, RECEIVED_MAX);
    int wait =
        MessageRules.inRange("WaitTimeSeconds", request.waitTimeSeconds(), 0, 0, WAIT_SECONDS_MAX);
    int visibility =
        MessageRules.inRange(
            "VisibilityTimeout",
            request.visibilityTimeout(),
            Math.toIntExact(queue.visibilityTimeout().toSeconds()),
            0,
            VISIBILITY_SECONDS_MAX);
    try {
      List<QueuedMessage> received =
          queues.receive(
              queue.name(), countMax, Duration.ofSeconds(visibility), Duration.ofSeconds(wait));
      return ReceiveMessageResponse.builder()
          .messages(
              received.stream()
                  .map(message -> ReceivedMessages.of(message, request, md5(message.body())))
                  .toList())
          .build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Waiting for messages was interrupted.", e);
    }
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    delete(queue(request.queueUrl()), request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    List<DeleteMessageBatchRequestEntry> entries = request.entries();
    MessageRules.checkEntries(entries.stream().map(DeleteMessageBatchRequestEntry::id).toList());
    entries.forEach(entry -> delete(queue, entry.receiptHandle()));
    return DeleteMessageBatchResponse.builder()
        .successful(entries.stream().map(entry -> ReceivedMessages.deleted(entry.id())).toList())
        .build();
  }

  @Override
  public ChangeMessageVisibilityResponse changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    checkReceiptHandle(request.receiptHandle());
    if (request.visibilityTimeout() == null) {
      throw SqsFailures.missingParameter("VisibilityTimeout");
    }
    int seconds =
        MessageRules.inRange(
            "VisibilityTimeout", request.visibilityTimeout(), 0, 0, VISIBILITY_SECONDS_MAX);
    if (!queues.hide(queue.name(), request.receiptHandle(), Duration.ofSeconds(seconds))) {
      throw SqsFailures.notInFlight();
    }
    return ChangeMessageVisibilityResponse.builder().build();
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    QueueDefinition queue = queue(request.queueUrl());
    Map<String, String> all = QueueAttributes.of(queue, queues.counts(queue.name()));
    return GetQueueAttributesResponse.builder()
        .attributesWithStrings(ReceivedMessages.only(all, request.attributeNamesAsStrings(), "All"))
        .build();
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return GetQueueUrlResponse.builder()
        .queueUrl(queues.find(request.queueName()).orElseThrow(SqsFailures::noQueue).url())
        .build();
  }

  private QueueDefinition queue(String url) {
    String name = url == null ? "" : url.substring(url.lastIndexOf('/') + 1);
    return queues.find(name).orElseThrow(SqsFailures::noQueue);
  }

  private static Duration delay(Integer seconds, QueueDefinition queue) {
    int defaultSeconds = Math.toIntExact(queue.delay().toSeconds());
    return Duration.ofSeconds(
        MessageRules.inRange("DelaySeconds", seconds, defaultSeconds, 0, DELAY_SECONDS_MAX));
  }

  private void delete(QueueDefinition queue, String receiptHandle) {
    checkReceiptHandle(receiptHandle);
    queues.delete(queue.name(), receiptHandle);
  }

  private static void checkReceiptHandle(String receiptHandle) {
    if (receiptHandle == null || !RECEIPT_HANDLE.matcher(receiptHandle).matches()) {
      throw SqsFailures.invalidReceiptHandle(receiptHandle);
    }
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5.", e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Closes nothing: there is nothing open. */
  @Override
  public void close() {}
}
