package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.domain.RecordVersion;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.domain.UsedSession;
import io.ergosync.storage.dynamodb.Heads.HeadWrite;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The update that makes a dataset the copy of another identity's, and tells the dataset that it is
 * to be folded into.
 */
final class MergedCopy implements PlannedUpdate {
  private final Head source;
  private final List<DatasetRecord> records;
  private final DatasetId root;
  private final DatasetReader reader;
  private final Heads heads;

  MergedCopy(
      Head source, List<DatasetRecord> records, DatasetId root, DatasetReader reader, Heads heads) {
    this.source = source;
    this.records = records.stream().filter(DatasetRecord::live).toList();
    this.root = root;
    this.reader = reader;
    this.heads = heads;
  }

  boolean hasRecords() {
    return !records.isEmpty();
  }

  /** The same for every copy of the same state of the same dataset. */
  SyncSession session() {
    String state =
        "%s %s %d %d"
            .formatted(
                source.id().identity(),
                source.id().datasetName(),
                source.generation(),
                source.syncCount());
    return new SyncSession(ByteBuffer.wrap(Keys.digest(state)).getLong());
  }

  @Override
  public Update over(Head head) {
    Map<String, RecordVersion> versions =
        reader.allRecords(head).stream()
            .collect(toUnmodifiableMap(DatasetRecord::key, RecordVersion::of));
    List<RecordPatch> patches = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (DatasetRecord record : records) {
      keys.add(record.key());
      long syncCount = versions.getOrDefault(record.key(), RecordVersion.ABSENT).syncCount();
      patches.add(RecordPatch.copyOf(record, syncCount));
    }
    // What an earlier copy brought and the source has lost since.
    versions.forEach((key, version) -> {
      if (version.live() && !keys.contains(key)) {
        patches.add(
            new RecordPatch(
                key, Tombstone.TOMBSTONE, version.syncCount(), DeviceDate.Absent.ABSENT));
      }
    });
    return new Update(patches, session(), new Author(source.modifiedBy(), ""));
  }

  @Override
  public UpdateResult firstAnswer(Head head, UsedSession used) {
    // Nobody waits for the records: that this state was copied is all there is to know.
    return new UpdateResult(List.of(), used.syncCount());
  }

  @Override
  public boolean write(Head read, Head next) {
    if (read.exists() && read.mergeLinks().mergedInto().equals(root.datasetName().value())) {
      return heads.write(read, next);
    }
    Head rootHead = heads.read(root);
    List<HeadWrite> writes =
        List.of(
            new HeadWrite(read, next.mergedInto(root.datasetName())),
            new HeadWrite(
                rootHead, rootHead.linked(rootHead.mergeLinks().plus(next.id().datasetName()))));
    return read.exists() ? heads.replace(writes) : heads.create(writes);
  }
}
