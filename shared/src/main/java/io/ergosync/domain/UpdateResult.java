package io.ergosync.domain;

import java.util.List;

/**
 * What an update wrote.
 *
 * @param records the patched records as they now stand, in the order of the patches
 * @param syncCount the dataset's sync count after the update, which is also each record's
 */
public record UpdateResult(List<DatasetRecord> records, long syncCount) {
  public UpdateResult {
    records = List.copyOf(records);
  }
}
