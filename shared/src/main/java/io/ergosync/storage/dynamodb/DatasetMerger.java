package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.storage.dynamodb.Heads.HeadWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Merges: one transaction adds the live records of a dataset to a copy under the surviving
 * identity, has the dataset of the old name report the copy, and deletes the source. So a source is
 * either still there as it was, or all of it is under the survivor, and no merge has to find out
 * what an earlier one did.
 *
 * <p>A copy that waits to be folded in takes the records of a later merge as well, unless it has
 * another value for one of them; then, and where the name is taken by a dataset that did not come
 * by a merge, the records go to a copy with a number after its name. Nothing that lives in a source
 * or in a target is ever overwritten.
 */
final class DatasetMerger {
  private final Heads heads;
  private final DatasetReader reader;
  private final DatasetWriter writer;
  private final DatasetDeleter deleter;
  private final HeadAttempts attempts;
  private final LongSupplier sessionIds;

  DatasetMerger(
      Heads heads,
      DatasetReader reader,
      DatasetWriter writer,
      DatasetDeleter deleter,
      HeadAttempts attempts,
      LongSupplier sessionIds) {
    this.heads = heads;
    this.reader = reader;
    this.writer = writer;
    this.deleter = deleter;
    this.attempts = attempts;
    this.sessionIds = sessionIds;
  }

  DatasetName merge(DatasetId source, Identity survivor) {
    if (source.identity().equals(survivor)) {
      throw new IllegalArgumentException("an identity cannot be merged into itself");
    }
    return attempts.untilDone(
        source,
        head -> {
          if (!head.exists()) {
            throw new DatasetNotFoundException(source);
          }
          return attempt(head, survivor);
        });
  }

  private Optional<DatasetName> attempt(Head source, Identity survivor) {
    String mergedInto = source.mergeLinks().mergedInto();
    boolean cameByMerge = !mergedInto.isEmpty();
    DatasetName root = cameByMerge ? new DatasetName(mergedInto) : source.id().datasetName();
    // A dataset that came by a merge keeps its name.
    String copyName =
        cameByMerge
            ? source.id().datasetName().value()
            : root + "." + source.id().identity().identityId();
    List<DatasetRecord> live =
        reader.allRecords(source).stream().filter(DatasetRecord::live).toList();
    List<HeadWrite> writes = deleter.deletion(source);
    if (live.isEmpty()) {
      return heads.writeTogether(writes) ? Optional.of(datasetName(copyName)) : Optional.empty();
    }
    Head copy = addedToFirstThatTakes(live, source, survivor, root, copyName, writes);
    return heads.writeTogether(writes) ? Optional.of(copy.id().datasetName()) : Optional.empty();
  }

  /** Plans the writes that add the records to the first of the possible copies that takes them. */
  private Head addedToFirstThatTakes(
      List<DatasetRecord> live,
      Head source,
      Identity survivor,
      DatasetName root,
      String copyName,
      List<HeadWrite> writes) {
    for (int number = 1; ; number++) {
      DatasetName name = datasetName(number == 1 ? copyName : copyName + "." + number);
      Head copy = heads.read(survivor.dataset(name));
      Optional<Head> next = added(live, source, copy, root);
      if (next.isPresent()) {
        writes.add(new HeadWrite(copy, next.get().mergedInto(root)));
        if (!copy.exists()) {
          Head rootHead = heads.read(survivor.dataset(root));
          writes.add(new HeadWrite(rootHead, rootHead.linked(rootHead.mergeLinks().plus(name))));
        }
        return copy;
      }
    }
  }

  /**
   * The next head of a copy that takes the records; empty if it cannot take them.
   *
   * @throws LimitExceededException if not even a new copy can take them
   */
  private Optional<Head> added(List<DatasetRecord> live, Head source, Head copy, DatasetName root) {
    if (copy.exists() && !copy.mergeLinks().mergedInto().equals(root.value())) {
      return Optional.empty();
    }
    Map<String, DatasetRecord> present =
        reader.allRecords(copy).stream()
            .collect(toUnmodifiableMap(DatasetRecord::key, record -> record));
    List<RecordPatch> patches = new ArrayList<>();
    for (DatasetRecord record : live) {
      Optional<DatasetRecord> there = Optional.ofNullable(present.get(record.key()));
      if (there.isEmpty() || !there.get().live()) {
        patches.add(RecordPatch.copyOf(record, there.map(DatasetRecord::syncCount).orElse(0L)));
      } else if (!there.get().value().equals(record.value())) {
        return Optional.empty();
      }
    }
    if (patches.isEmpty()) {
      return Optional.of(copy.rewritten());
    }
    SyncSession session =
        new SyncSession(sessionIds.getAsLong(), copy.generation(), copy.syncCount());
    try {
      Author author = new Author(source.modifiedBy(), "");
      return Optional.of(writer.prepare(copy, new Update(patches, session, author)).next());
    } catch (LimitExceededException e) {
      if (copy.exists()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static DatasetName datasetName(String name) {
    if (name.length() > DatasetName.LENGTH_MAX) {
      throw new LimitExceededException(
          "The merged dataset %s would have a name of more than %s characters."
              .formatted(name, DatasetName.LENGTH_MAX));
    }
    return new DatasetName(name);
  }
}
