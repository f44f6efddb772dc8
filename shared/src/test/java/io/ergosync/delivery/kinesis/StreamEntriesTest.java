package io.ergosync.delivery.kinesis;

import static io.ergosync.delivery.SampleChanges.change;
import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.delivery.SampleChanges.removal;
import static io.ergosync.delivery.SampleChanges.removed;
import static io.ergosync.storage.Samples.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.api.json.Json;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.InMemoryChangeObjects;
import io.ergosync.delivery.OutwardChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

class StreamEntriesTest {
  private static final String IDENTITY = ALICE.identityId().value();

  private final InMemoryChangeObjects objects = new InMemoryChangeObjects();
  private final StreamEntries entries = new StreamEntries(objects);

  @Test
  void of_update_isTheRecordOfTheDeveloperGuide() {
    PutRecordsRequestEntry entry =
        entries.of(change(7, record("color", "blåu", 7), removed("size", 7)));

    assertThat(entry.partitionKey()).isEqualTo(IDENTITY);
    assertThat(entry.data().asUtf8String())
        .isEqualTo(
            """
            {"identityPoolId":"us-east-1:12345678-1234-1234-1234-123456789012",\
            "identityId":"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef",\
            "dataSetName":"settings","operation":"replace","kinesisSyncRecords":[\
            {"key":"color","value":"blåu","syncCount":7,"lastModifiedDate":1772600767089,\
            "deviceLastModifiedDate":1772600766089,"op":"replace"},\
            {"key":"size","value":null,"syncCount":7,"lastModifiedDate":1772600767089,\
            "deviceLastModifiedDate":1772600767089,"op":"remove"}],\
            "lastModifiedDate":1772600767089,"kinesisSyncRecordsURL":null,\
            "payloadType":"Inline","syncCount":7,"deletedSyncCount":0}\
            """);
    assertThat(objects.count()).isZero();
  }

  @Test
  void of_deletion_hasNeitherRecordsNorUrl() {
    assertThat(entries.of(removal(8)).data().asUtf8String())
        .isEqualTo(
            """
            {"identityPoolId":"us-east-1:12345678-1234-1234-1234-123456789012",\
            "identityId":"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef",\
            "dataSetName":"settings","operation":"remove","kinesisSyncRecords":null,\
            "lastModifiedDate":1772600767089,"kinesisSyncRecordsURL":null,\
            "payloadType":"Inline","syncCount":8,"deletedSyncCount":8}\
            """);
  }

  @Test
  void of_changeWithItsKeyOfOneMebibyte_isInline_andOneByteMoreIsNot() {
    int envelope = StreamEntries.bytes(entries.of(change(1, record("k", "", 1))));
    String fits = "v".repeat(1024 * 1024 - envelope);

    PutRecordsRequestEntry inline = entries.of(change(1, record("k", fits, 1)));
    assertThat(StreamEntries.bytes(inline)).isEqualTo(1024 * 1024);
    assertThat(objects.count()).isZero();

    PutRecordsRequestEntry stored = entries.of(change(1, record("k", fits + "v", 1)));
    assertThat(objects.count()).isEqualTo(1);
    assertThat(stored.data().asUtf8String())
        .contains(
            "\"kinesisSyncRecords\":null,\"lastModifiedDate\":1772600767089,"
                + "\"kinesisSyncRecordsURL\":\"https://objects/us-east-1:12345678-1234-1234-1234-123456789012/0\","
                + "\"payloadType\":\"S3Url\",\"syncCount\":1,\"deletedSyncCount\":0}");
  }

  @Test
  void of_changeThatWasStoredForAQueue_isInlineAgainIfKinesisTakesIt() {
    OutwardChange small = change(1, record("k", "v".repeat(300_000), 1));
    OutwardChange large = change(2, record("k", "v".repeat(1024 * 1024), 2));

    assertThat(entries.of(stored(small))).isEqualTo(entries.of(small));

    int before = objects.count();
    assertThat(entries.of(stored(large)).data().asUtf8String()).contains("S3Url");
    // It already has its object.
    assertThat(objects.count()).isEqualTo(before + 1);
  }

  private OutwardChange stored(OutwardChange change) {
    var here = (ChangedRecords.Here) change.records();
    return change.with(objects.put(change.dataset(), here.records()));
  }

  @Property(tries = 60)
  void of_anyChange_isNeverTooLargeForKinesis_andInlineWheneverItFits(
      @ForAll @IntRange(min = 1_048_000, max = 1_048_900) int characters,
      @ForAll @IntRange(min = 0, max = 2) int wide)
      throws Exception {
    String value = "v".repeat(characters - wide) + "é".repeat(wide);
    ChangedRecord record = record("k", value, 1);

    PutRecordsRequestEntry entry = entries.of(change(1, record));

    assertThat(StreamEntries.bytes(entry)).isLessThanOrEqualTo(1024 * 1024);
    int whole =
        CognitoStreamsRecord.inline(change(1, record), List.of(record))
                .getBytes(StandardCharsets.UTF_8)
                .length
            + IDENTITY.length();
    assertThat(Json.read(entry.data().asUtf8String()).path("payloadType").asText())
        .isEqualTo(whole <= 1024 * 1024 ? "Inline" : "S3Url");
  }
}
