package io.ergosync.delivery.kinesis;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.ChangeObjects;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.domain.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Makes what is put to a stream of changes. A record that Kinesis does not take for its size
 * becomes an object with a URL. Safe for use by many threads.
 */
final class StreamEntries {
  /**
   * The most bytes of a record with its partition key: 1 MiB, what every stream takes unless its
   * owner raised it.
   */
  static final int BYTES_MAX = 1024 * 1024;

  private final ChangeObjects objects;

  StreamEntries(ChangeObjects objects) {
    this.objects = requireNonNull(objects);
  }

  /** What is put for a change; the identity as the partition key keeps its changes in one shard. */
  PutRecordsRequestEntry of(OutwardChange change) {
    String partitionKey = change.dataset().identity().identityId().value();
    String json = json(change, BYTES_MAX - Utf8.bytes(partitionKey));
    return PutRecordsRequestEntry.builder()
        .partitionKey(partitionKey)
        .data(SdkBytes.fromByteArrayUnsafe(json.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  /** The bytes that Kinesis counts. */
  static int bytes(PutRecordsRequestEntry entry) {
    return entry.data().asByteArrayUnsafe().length + Utf8.bytes(entry.partitionKey());
  }

  private String json(OutwardChange change, int bytesMax) {
    return switch (change.kind()) {
      case REMOVE -> CognitoStreamsRecord.removal(change);
      case REPLACE ->
          switch (change.records()) {
            case ChangedRecords.Here(List<ChangedRecord> records) -> {
              String json = CognitoStreamsRecord.inline(change, records);
              yield Utf8.bytes(json) <= bytesMax
                  ? json
                  : withUrl(change, objects.put(change.dataset(), records));
            }
            // Perhaps it was too large for a queue only.
            case ChangedRecords.Stored stored when stored.bytes() < bytesMax -> {
              String json = CognitoStreamsRecord.inline(change, objects.get(stored));
              yield Utf8.bytes(json) <= bytesMax ? json : withUrl(change, stored);
            }
            case ChangedRecords.Stored stored -> withUrl(change, stored);
          };
    };
  }

  private String withUrl(OutwardChange change, ChangedRecords.Stored stored) {
    return CognitoStreamsRecord.withUrl(change, objects.url(stored));
  }
}
