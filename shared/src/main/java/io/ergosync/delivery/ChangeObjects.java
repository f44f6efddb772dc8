package io.ergosync.delivery;

import io.ergosync.domain.DatasetId;
import java.net.URI;
import java.util.List;

/**
 * The records of changes that are too large for where they go, as objects that are kept for some
 * days. An implementation is safe for use by many threads.
 */
public interface ChangeObjects {
  /** Keeps records of a dataset. */
  ChangedRecords.Stored put(DatasetId dataset, List<ChangedRecord> records);

  /** The records of an object. */
  List<ChangedRecord> get(ChangedRecords.Stored stored);

  /** A URL by which anyone who has it can read the object for up to 24 hours. */
  URI url(ChangedRecords.Stored stored);
}
