package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.UnreadableRecords;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessageJson;
import io.ergosync.delivery.RefusedMessages;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Keeps in a queue on SQS what a function cannot deal with: records of the table's stream, each as
 * {@code {"function", "reason", "eventId", "sequenceNumber", "keys", "record"}}, and messages, as
 * {@code {"function", "reason", "message"}}. Safe for use by many threads.
 */
public final class SqsFailureQueue implements UnreadableRecords, RefusedMessages {
  /**
   * The longest message; under the 256 KB that SQS takes everywhere. An item can be longer: its
   * keys have to do then.
   */
  public static final int DOCUMENT_BYTES_MAX = 200 * 1024;

  private final Supplier<SqsClient> client;
  private final String queueUrl;
  private final String function;

  /**
   * The queue with a URL.
   *
   * @param client asked for when something is first kept: that is never, if all goes well
   * @param function the name of the function that found the records
   */
  public SqsFailureQueue(Supplier<SqsClient> client, String queueUrl, String function) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
    this.function = requireNonNull(function);
  }

  @Override
  public void keep(StreamRecord record, String reason) {
    ObjectNode document =
        document(reason)
            .put("eventId", record.eventId())
            .put("sequenceNumber", record.sequenceNumber());
    document.set("keys", record.source().path("dynamodb").path("Keys"));
    String withoutRecord = Json.ascii(document);
    document.set("record", record.source());
    String whole = Json.ascii(document);
    send(whole.length() <= DOCUMENT_BYTES_MAX ? whole : withoutRecord);
  }

  @Override
  public void keep(QueueMessage message, String reason) {
    ObjectNode document = document(reason);
    document.set("message", QueueMessageJson.withoutRecords(message));
    send(Json.ascii(document));
  }

  private ObjectNode document(String reason) {
    return Json.object().put("function", function).put("reason", reason);
  }

  private void send(String document) {
    client.get().sendMessage(send -> send.queueUrl(queueUrl).messageBody(document));
  }
}
