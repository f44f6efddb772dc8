package io.ergosync.storage.dynamodb;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.storage.dynamodb.Heads.HeadWrite;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletions: the head becomes the tombstone of the dataset, in one transaction with the identity's
 * number of datasets.
 */
final class DatasetDeleter {
  private final Heads heads;
  private final StorageSettings settings;
  private final Backoff backoff;

  DatasetDeleter(Heads heads, StorageSettings settings, Backoff backoff) {
    this.heads = heads;
    this.settings = settings;
    this.backoff = backoff;
  }

  Dataset delete(DatasetId id) {
    for (int attempt = 1; attempt <= settings.attemptsMax(); attempt++) {
      Head head = heads.read(id);
      if (!head.exists()) {
        throw new DatasetNotFoundException(id);
      }
      if (delete(head)) {
        return head.dataset();
      }
      backoff.pause(attempt);
    }
    throw new ContendedException(id);
  }

  /** Deletes a dataset whose head is as it was read, or returns false. */
  boolean delete(Head head) {
    List<HeadWrite> writes = new ArrayList<>();
    writes.add(new HeadWrite(head, head.deleted()));
    String root = head.mergeLinks().mergedInto();
    if (!root.isEmpty()) {
      // The dataset that it was to be folded into no longer reports it.
      Head rootHead = heads.read(head.id().identity().dataset(new DatasetName(root)));
      MergeLinks links = rootHead.mergeLinks().minus(head.id().datasetName());
      writes.add(new HeadWrite(rootHead, rootHead.linked(links)));
    }
    return heads.delete(writes);
  }
}
