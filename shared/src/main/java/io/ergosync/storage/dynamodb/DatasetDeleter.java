package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.storage.dynamodb.Heads.HeadWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletions: the head becomes the tombstone of the dataset, in one transaction with the identity's
 * number of datasets.
 */
final class DatasetDeleter {
  private final Heads heads;
  private final HeadAttempts attempts;

  DatasetDeleter(Heads heads, HeadAttempts attempts) {
    this.heads = heads;
    this.attempts = attempts;
  }

  Dataset delete(DatasetId id) {
    return attempts.untilDone(
        id,
        head -> {
          if (!head.exists()) {
            throw new DatasetNotFoundException(id);
          }
          return heads.writeTogether(deletion(head))
              ? Optional.of(head.dataset())
              : Optional.empty();
        });
  }

  /** The writes that delete a dataset, to be made together. */
  List<HeadWrite> deletion(Head head) {
    List<HeadWrite> writes = new ArrayList<>();
    writes.add(new HeadWrite(head, head.deleted()));
    String root = head.mergeLinks().mergedInto();
    if (!root.isEmpty()) {
      // The dataset that it was to be folded into no longer reports it.
      Head rootHead = heads.read(head.id().identity().dataset(new DatasetName(root)));
      MergeLinks links = rootHead.mergeLinks().minus(head.id().datasetName());
      writes.add(new HeadWrite(rootHead, rootHead.linked(links)));
    }
    return writes;
  }
}
