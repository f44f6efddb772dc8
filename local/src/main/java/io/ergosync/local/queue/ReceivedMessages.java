package io.ergosync.local.queue;

import io.ergosync.local.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Messages and entries in the SDK's form. */
final class ReceivedMessages {
  private ReceivedMessages() {}

  /** A message with as many of its attributes as the request asks for. */
  static Message of(QueuedMessage message, ReceiveMessageRequest request, String md5) {
    Map<String, String> system = new HashMap<>();
    system.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
    system.put("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
    system.put("SenderId", Template.ACCOUNT_ID);
    system.put(
        "ApproximateFirstReceiveTimestamp",
        Long.toString(message.firstReceivedAt().toEpochMilli()));
    return Message.builder()
        .messageId(message.id())
        .receiptHandle(message.receiptHandle())
        .body(message.body())
        .md5OfBody(md5)
        .attributesWithStrings(only(system, request.messageSystemAttributeNamesAsStrings(), "All"))
        .messageAttributes(only(message.attributes(), request.messageAttributeNames(), "All"))
        .build();
  }

  /** Those of the attributes that are named; all of them if the word for all is among the names. */
  static <V> Map<String, V> only(Map<String, V> attributes, List<String> names, String all) {
    Map<String, V> only = new HashMap<>(attributes);
    if (!names.contains(all)) {
      only.keySet().retainAll(names);
    }
    return only;
  }

  static SendMessageBatchResultEntry sent(String entryId, String messageId, String md5) {
    return SendMessageBatchResultEntry.builder()
        .id(entryId)
        .messageId(messageId)
        .md5OfMessageBody(md5)
        .build();
  }

  static DeleteMessageBatchResultEntry deleted(String entryId) {
    return DeleteMessageBatchResultEntry.builder().id(entryId).build();
  }
}
