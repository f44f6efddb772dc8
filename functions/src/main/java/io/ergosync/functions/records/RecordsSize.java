package io.ergosync.functions.records;

import io.ergosync.api.json.ResponseSize;
import io.ergosync.domain.DatasetRecord;

/**
 * The size of records in a response, kept so that every record that was ever acknowledged can also
 * be listed: an update may take as much as a function can return but for {@link #OTHERS_BYTES}; a
 * page of a list ends earlier, but always has one record.
 */
record RecordsSize(ResponseSize size) {
  /**
   * What is left for all that is not a record, in bytes: headers, tokens, and 1,000 names of merged
   * datasets of 128 characters.
   */
  static final int OTHERS_BYTES = 262_144;

  /** The most that the records in the answer to an update may take, in bytes. */
  static final int UPDATE_BYTES_MAX = ResponseSize.LAMBDA_BYTES_MAX - OTHERS_BYTES;

  /** The most that the records of a page may take, in bytes: the whole response stays in 5 MB. */
  static final int PAGE_BYTES_MAX = 5 * 1_048_576 - OTHERS_BYTES;

  /** That of no records. */
  static final RecordsSize ZERO = new RecordsSize(ResponseSize.ZERO);

  private static final ResponseSize COMMA = new ResponseSize(1, 1);

  /** The size with one record more. */
  RecordsSize plus(DatasetRecord record) {
    return new RecordsSize(size.plus(ResponseSize.of(RecordJson.of(record))).plus(COMMA));
  }

  /** What Lambda takes for it, in bytes. */
  long bytes() {
    return size.sentBytes();
  }
}
