package io.ergosync.functions.records;

import io.ergosync.domain.DatasetRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a list.
 *
 * @param last whether nothing comes after it
 */
record RecordPage(List<DatasetRecord> records, boolean last) {
  RecordPage {
    records = List.copyOf(records);
  }

  /**
   * The page that begins a list: as many records as were asked for and fit into a response, and one
   * in any case, so that every list comes to an end.
   */
  static RecordPage of(List<DatasetRecord> records, long countMax) {
    List<DatasetRecord> page = new ArrayList<>();
    RecordsSize size = RecordsSize.ZERO;
    for (DatasetRecord record : records) {
      size = size.plus(record);
      boolean full = page.size() == countMax || size.bytes() > RecordsSize.PAGE_BYTES_MAX;
      if (full && !page.isEmpty()) {
        return new RecordPage(page, false);
      }
      page.add(record);
    }
    return new RecordPage(page, true);
  }
}
