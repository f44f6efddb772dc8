package io.ergosync.storage.dynamodb;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;

/**
 * Merges: the records of a dataset are copied under the surviving identity in one commit, and the
 * dataset is deleted if it is still the one that was copied. What a copy did is known by the
 * session it used up, which follows from what was copied: a repetition finds it done, even where a
 * client has folded the copy in and deleted it meanwhile.
 */
final class DatasetMerger {
  private final Heads heads;
  private final DatasetReader reader;
  private final DatasetWriter writer;
  private final DatasetDeleter deleter;
  private final StorageSettings settings;
  private final Backoff backoff;

  DatasetMerger(
      Heads heads,
      DatasetReader reader,
      DatasetWriter writer,
      DatasetDeleter deleter,
      StorageSettings settings,
      Backoff backoff) {
    this.heads = heads;
    this.reader = reader;
    this.writer = writer;
    this.deleter = deleter;
    this.settings = settings;
    this.backoff = backoff;
  }

  DatasetName merge(DatasetId source, Identity survivor) {
    for (int attempt = 1; attempt <= settings.attemptsMax(); attempt++) {
      Head head = heads.read(source);
      if (!head.exists()) {
        throw new DatasetNotFoundException(source);
      }
      try {
        DatasetName name = copy(head, survivor);
        if (deleter.delete(head)) {
          return name;
        }
      } catch (StaleHeadException _) {
        // The dataset was updated or settled since: copy what it is now.
      }
      backoff.pause(attempt);
    }
    throw new ContendedException(source);
  }

  private DatasetName copy(Head source, Identity survivor) {
    boolean cameByMerge = !source.mergeLinks().mergedInto().isEmpty();
    String root =
        cameByMerge ? source.mergeLinks().mergedInto() : source.id().datasetName().value();
    DatasetName name = cameByMerge ? source.id().datasetName() : nameOfCopy(source.id());
    MergedCopy copy =
        new MergedCopy(
            source,
            reader.allRecords(source),
            survivor.dataset(new DatasetName(root)),
            reader,
            heads);
    if (copy.hasRecords()) {
      writer.update(survivor.dataset(name), copy.session(), copy);
    }
    return name;
  }

  private static DatasetName nameOfCopy(DatasetId source) {
    String name = source.datasetName() + "." + source.identity().identityId();
    if (name.length() > DatasetName.LENGTH_MAX) {
      throw new LimitExceededException(
          "The merged dataset %s would have a name of more than %d characters."
              .formatted(name, DatasetName.LENGTH_MAX));
    }
    return new DatasetName(name);
  }
}
