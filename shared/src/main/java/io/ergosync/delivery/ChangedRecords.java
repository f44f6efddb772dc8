package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Where the records of a change are. */
public sealed interface ChangedRecords {
  /** Here; none for a deletion. */
  record Here(List<ChangedRecord> records) implements ChangedRecords {
    public Here {
      records = List.copyOf(records);
    }
  }

  /**
   * In an object of the application's bucket, because they are too large for where they go: a JSON
   * array of records as Cognito Streams has them.
   *
   * @param bytes the length of the object
   */
  record Stored(String objectKey, long bytes) implements ChangedRecords {
    public Stored {
      requireNonNull(objectKey);
    }
  }
}
