package io.ergosync.delivery;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.storage.Samples.NOW;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.delivery.QueueMessage.CollectGeneration;
import io.ergosync.delivery.QueueMessage.CountSize;
import io.ergosync.delivery.QueueMessage.UndeliveredChange;
import io.ergosync.delivery.QueueMessage.UndeliveredChange.Destination;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.Platform;
import io.ergosync.domain.RegisteredDevice;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueMessageJsonTest {
  static Stream<QueueMessage> messages() {
    return Stream.of(
        new UndeliveredChange(Destination.KINESIS, change(7, record("k", "v", 7))),
        new UndeliveredChange(
            Destination.POST_SYNC_TRIGGER, change(7).with(new ChangedRecords.Stored("key", 9))),
        new UndeliveredPush(
            SETTINGS,
            7,
            new RegisteredDevice(Pushes.device(Platform.APNS, "token"), "life", 3),
            NOW),
        new CollectChunks(SETTINGS, 2, "chunks", NOW, true),
        new CollectGeneration(SETTINGS, 2),
        new CountSize(new DatasetSize(SETTINGS, 4, 1_000, NOW)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void read_whatWasWritten_isTheSame(QueueMessage message) {
    assertThat(QueueMessageJson.read(QueueMessageJson.write(message))).isEqualTo(message);
  }

  @Test
  void write_everyCharacterThatARecordCanHave_isReadBack_andSqsTakesTheBody() {
    // All that TextType lets in: everything but halves of surrogate pairs.
    String all =
        IntStream.concat(
                IntStream.rangeClosed(0, 0xffff).filter(c -> c < 0xd800 || c > 0xdfff),
                IntStream.of(0x10000, 0x1f600, 0x10ffff))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    QueueMessage message =
        new UndeliveredChange(Destination.KINESIS, change(1, record("k" + all, all, 1)));

    String body = QueueMessageJson.write(message);

    assertThat(body.chars()).allMatch(character -> character >= 0x20 && character <= 0x7f);
    assertThat(QueueMessageJson.read(body)).isEqualTo(message);
  }

  @Test
  void write_aBulkPublish_isReadBack() {
    BulkPublishMessage message = new BulkPublishMessage(POOL, "run \uffff");

    assertThat(message.write().chars()).allMatch(character -> character <= 0x7f);
    assertThat(BulkPublishMessage.read(message.write())).isEqualTo(message);
  }
}
