package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a dataset tells a client that knows it up to some sync count, at one moment. */
public sealed interface Changes {
  /**
   * The sync count at which the dataset was last deleted, 0 if it never was: a client that knows a
   * count from 1 to this one knows an earlier life of it.
   */
  long deletedSyncCount();

  /** How often the dataset was deleted: where a session of it begins. */
  long generation();

  /** The sessions that updates have used up. */
  UsedSessions usedSessions();

  /** Datasets of merged identities that wait to be folded into this one, by name. */
  List<DatasetName> mergedDatasetNames();

  /** The dataset never existed or is deleted. */
  record Absent(
      long deletedSyncCount,
      long generation,
      List<DatasetName> mergedDatasetNames,
      UsedSessions usedSessions)
      implements Changes {
    /** The changes of a dataset that never existed. */
    public static final Absent NEVER_EXISTED = new Absent(0, 0, List.of(), UsedSessions.NONE);

    public Absent {
      mergedDatasetNames = List.copyOf(mergedDatasetNames);
      requireNonNull(usedSessions);
    }
  }

  /**
   * The dataset exists.
   *
   * @param syncCount its sync count
   * @param records every record and tombstone newer than the client's sync count, by sync count and
   *     then by key
   */
  record Present(
      long syncCount,
      long deletedSyncCount,
      long generation,
      String lastModifiedBy,
      List<DatasetRecord> records,
      List<DatasetName> mergedDatasetNames,
      UsedSessions usedSessions)
      implements Changes {
    public Present {
      requireNonNull(lastModifiedBy);
      records = List.copyOf(records);
      mergedDatasetNames = List.copyOf(mergedDatasetNames);
      requireNonNull(usedSessions);
    }
  }
}
