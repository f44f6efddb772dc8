package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records that a head holds or points at. The overflow is fetched when it is first asked for,
 * since most requests do not need it. Not thread-safe.
 */
final class RecentRecords {
  private final Head head;
  private final ChunkStore chunks;
  private Optional<Journal> fetched = Optional.empty();

  RecentRecords(Head head, ChunkStore chunks) {
    this.head = head;
    this.chunks = chunks;
  }

  /**
   * The records of the overflow, of which the journal may hold newer versions.
   *
   * @throws StaleHeadException if chunks of the overflow are missing
   */
  Journal overflow() {
    Journal overflow = fetched.orElseGet(this::fetch);
    fetched = Optional.of(overflow);
    return overflow;
  }

  private Journal fetch() {
    return switch (head.overflow()) {
      case Overflow.None _ -> Journal.EMPTY;
      case Overflow.Chunks(String commitId, long _, int chunkCount) ->
          chunks
              .read(Keys.records(head.id(), head.generation()), commitId, chunkCount)
              .map(JournalCodec::decode)
              .orElseThrow(
                  () -> new StaleHeadException(head, "chunks of a patch are missing or too many"));
    };
  }

  /** The newest versions in journal and overflow of all records but those with these keys. */
  List<DatasetRecord> without(Set<String> keys) {
    return overflow().overlaidWith(head.journal().records().values()).without(keys);
  }
}
