package io.ergosync.delivery.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamEvent;
import io.ergosync.change.StreamEvents;
import io.ergosync.change.StreamRecord;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.SampleChanges;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsFailureQueueTest {
  private final List<SendMessageRequest> sent = new ArrayList<>();
  private final SqsFailureQueue records = new SqsFailureQueue(Client::new, "https://queue", "Test");

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
    // Of six bytes each in a message, so that characters are not mistaken for bytes.
    source.put("large", "\uffff".repeat(SqsFailureQueue.DOCUMENT_BYTES_MAX / 6));

    records.keep(
        new StreamRecord("e", "77", small.date(), small.newImage(), small.oldImage(), source),
        "It is damaged.");

    JsonNode document = Json.read(sent.getFirst().messageBody());
    assertThat(document.has("record")).isFalse();
    assertThat(document.at("/keys/pk/S").asText()).isEqualTo("IDENTITY#77");
  }

  @Test
  void keep_ofARecordWithCharactersThatSqsRefuses_sendsNoneOfThem() throws Exception {
    StreamRecord plain = StreamEvent.read(StreamEvents.of("77")).getFirst();
    ObjectNode source = plain.source().deepCopy();
    source.put("value", "\u0000\uffff\ufffe");

    records.keep(
        new StreamRecord("e", "77", plain.date(), plain.newImage(), plain.oldImage(), source),
        "It is damaged.");

    String body = sent.getFirst().messageBody();
    assertThat(body.chars()).allMatch(character -> character >= 0x20 && character < 0x7f);
    assertThat(Json.read(body).path("record")).isEqualTo(source);
  }

  @Test
  void keep_ofAMessage_sendsItWithoutTheValuesOfRecords() throws Exception {
    records.keep(
        new QueueMessage.UndeliveredChange(
            Destination.KINESIS, SampleChanges.change(7, SampleChanges.record("k", "secret", 7))),
        "It is refused.");

    JsonNode document = Json.read(sent.getFirst().messageBody());
    assertThat(document.path("function").asText()).isEqualTo("Test");
    assertThat(document.path("reason").asText()).isEqualTo("It is refused.");
    assertThat(document.path("message").path("syncCount").asLong()).isEqualTo(7);
    assertThat(sent.getFirst().messageBody()).doesNotContain("secret");
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
