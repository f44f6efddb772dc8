package io.ergosync.delivery.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamEvent;
import io.ergosync.change.StreamEvents;
import io.ergosync.change.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsUnreadableRecordsTest {
  private final List<SendMessageRequest> sent = new ArrayList<>();
  private final SqsUnreadableRecords records =
      new SqsUnreadableRecords(Client::new, "https://queue", "Test");

  @Test
  void keep_sendsTheRecordWithItsReason() throws Exception {
    StreamRecord record = StreamEvent.read(StreamEvents.of("77")).getFirst();

    records.keep(record, "It is damaged.");

    assertThat(sent.getFirst().queueUrl()).isEqualTo("https://queue");
    JsonNode document = Json.read(sent.getFirst().messageBody());
    assertThat(document.path("record")).isEqualTo(record.source());
    ((ObjectNode) document).remove("record");
    assertThat(document)
        .isEqualTo(
            Json.read(
                """
                {"function":"Test","reason":"It is damaged.","eventId":"event-77",\
                "sequenceNumber":"77","keys":{"pk":{"S":"IDENTITY#77"}}}\
                """));
  }

  @Test
  void keep_ofARecordTooLargeForTheQueue_leavesItOut() throws Exception {
    StreamRecord small = StreamEvent.read(StreamEvents.of("77")).getFirst();
    ObjectNode source = small.source().deepCopy();
    // Of two bytes each, so that characters are not mistaken for bytes.
    source.put("large", "é".repeat(SqsUnreadableRecords.DOCUMENT_BYTES_MAX / 2));

    records.keep(
        new StreamRecord("e", "77", small.date(), small.newImage(), small.oldImage(), source),
        "It is damaged.");

    JsonNode document = Json.read(sent.getFirst().messageBody());
    assertThat(document.has("record")).isFalse();
    assertThat(document.at("/keys/pk/S").asText()).isEqualTo("IDENTITY#77");
  }

  private final class Client implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
