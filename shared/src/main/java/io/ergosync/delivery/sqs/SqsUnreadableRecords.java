package io.ergosync.delivery.sqs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.UnreadableRecords;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Keeps unreadable records in a queue on SQS, each as {@code {"function", "reason", "eventId",
 * "sequenceNumber", "keys", "record"}}. Safe for use by many threads.
 */
public final class SqsUnreadableRecords implements UnreadableRecords {
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
  public SqsUnreadableRecords(Supplier<SqsClient> client, String queueUrl, String function) {
    this.client = requireNonNull(client);
    this.queueUrl = requireNonNull(queueUrl);
    this.function = requireNonNull(function);
  }

  @Override
  public void keep(StreamRecord record, String reason) {
    String document = document(record, reason);
    client.get().sendMessage(send -> send.queueUrl(queueUrl).messageBody(document));
  }

  private String document(StreamRecord record, String reason) {
    ObjectNode document =
        Json.object()
            .put("function", function)
            .put("reason", reason)
            .put("eventId", record.eventId())
            .put("sequenceNumber", record.sequenceNumber());
    document.set("keys", record.source().path("dynamodb").path("Keys"));
    String withoutRecord = Json.text(document);
    document.set("record", record.source());
    String whole = Json.text(document);
    return whole.getBytes(StandardCharsets.UTF_8).length <= DOCUMENT_BYTES_MAX
        ? whole
        : withoutRecord;
  }
}
