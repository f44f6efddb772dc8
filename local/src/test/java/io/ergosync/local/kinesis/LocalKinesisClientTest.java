package io.ergosync.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class LocalKinesisClientTest {
  private static final int RECORD_BYTES_MAX = 1_048_576;

  private final KinesisStreams streams = new KinesisStreams();
  private final KinesisClient kinesis = new LocalKinesisClient(streams);

  @Test
  void putRecords_areKeptByStreamOldestFirst() {
    kinesis.putRecords(
        r -> r.streamName("one").records(entry("a", "{\"n\":1}"), entry("b", "text")));
    kinesis.putRecord(r ->
        r.streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/two")
            .partitionKey("c")
            .data(SdkBytes.fromUtf8String("[2]")));

    assertThat(streams.read()).hasToString("[\"one\",\"two\"]");
    assertThat(streams.stream("one").read())
        .hasToString(
            "[{\"partitionKey\":\"a\",\"data\":{\"n\":1}},{\"partitionKey\":\"b\",\"data\":\"text\"}]");
    assertThat(streams.stream("two").read()).hasToString("[{\"partitionKey\":\"c\",\"data\":[2]}]");
    streams.stream("one").clear();
    assertThat(streams.stream("one").read()).isEmpty();
    assertThat(streams.read()).hasToString("[\"two\"]");
  }

  @Test
  void stream_keepsItsNewestRecords() {
    for (int i = 0; i <= KinesisStream.COUNT_MAX; i++) {
      streams.put("s", new StreamRecord("k", SdkBytes.fromUtf8String(Integer.toString(i))));
    }

    assertThat(streams.stream("s").read()).hasSize(KinesisStream.COUNT_MAX);
    assertThat(streams.stream("s").read().get(0).get("data").intValue()).isEqualTo(1);
  }

  @Test
  void limits_areThoseOfKinesis() {
    assertThatThrownBy(() ->
            kinesis.putRecords(
                r -> r.streamName("s").records(Collections.nCopies(501, entry("k", "x")))))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("500");
    String full = "x".repeat(RECORD_BYTES_MAX - 1);
    kinesis.putRecords(r -> r.streamName("s").records(Collections.nCopies(10, entry("k", full))));
    assertThatThrownBy(() ->
            kinesis.putRecord(
                r -> r.streamName("s").partitionKey("kk").data(SdkBytes.fromUtf8String(full))))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() ->
            kinesis.putRecords(
                r -> r.streamName("s").records(Collections.nCopies(11, entry("k", full)))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("10 MB");
    assertThat(streams.stream("s").read()).hasSize(10);
  }

  @Test
  void whatKinesisRefuses_isRefused() {
    SdkBytes data = SdkBytes.fromUtf8String("x");
    assertThatThrownBy(() -> kinesis.putRecord(r -> r.partitionKey("k").data(data)))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> kinesis.putRecord(r -> r.streamName("s").partitionKey("").data(data)))
        .isInstanceOf(ValidationException.class);
  }

  private static PutRecordsRequestEntry entry(String partitionKey, String data) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(partitionKey)
        .data(SdkBytes.fromUtf8String(data))
        .build();
  }
}
