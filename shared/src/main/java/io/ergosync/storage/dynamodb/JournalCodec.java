package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The packed form of a journal. DynamoDB maps would repeat attribute names and authors in every
 * record, and every kilobyte of the head is a write unit at each update. docs/storage-model.md
 * gives the layout.
 */
final class JournalCodec {
  private static final int VERSION = 1;
  private static final int LIVE = 1;
  private static final int DEVICE_DATE_DIFFERS = 2;

  private JournalCodec() {}

  static byte[] encode(Collection<DatasetRecord> records) {
    List<DatasetRecord> sorted =
        records.stream().sorted(Comparator.comparing(DatasetRecord::key)).toList();
    List<String> authors = sorted.stream().map(DatasetRecord::lastModifiedBy).distinct().toList();
    Packer packer = new Packer().unsigned(VERSION).unsigned(authors.size());
    authors.forEach(packer::text);
    packer.unsigned(sorted.size());
    long date = 0;
    for (DatasetRecord record : sorted) {
      long modified = record.lastModifiedDate().toEpochMilli();
      long device = record.deviceLastModifiedDate().toEpochMilli();
      packer
          .unsigned((record.live() ? LIVE : 0) | (device == modified ? 0 : DEVICE_DATE_DIFFERS))
          .text(record.key())
          .unsigned(record.syncCount())
          .unsigned(authors.indexOf(record.lastModifiedBy()))
          .signed(modified - date);
      if (device != modified) {
        packer.signed(device - modified);
      }
      switch (record.value()) {
        case RecordValue.Text text -> packer.text(text.text());
        case Tombstone _ -> {}
      }
      // Dates of a journal are close to each other: all but the first take a byte or two.
      date = modified;
    }
    return packer.toBytes();
  }

  /** The records that the bytes hold; damaged bytes are an {@link IllegalArgumentException}. */
  static Journal decode(byte[] bytes) {
    Unpacker unpacker = new Unpacker(bytes);
    long version = unpacker.unsigned();
    if (version != VERSION) {
      throw new IllegalArgumentException("a journal of version " + version);
    }
    List<String> authors = new ArrayList<>();
    for (int left = unpacker.count(); left > 0; left--) {
      authors.add(unpacker.text());
    }
    List<DatasetRecord> records = new ArrayList<>();
    long date = 0;
    for (int left = unpacker.count(); left > 0; left--) {
      DatasetRecord record = record(unpacker, authors, date);
      records.add(record);
      date = record.lastModifiedDate().toEpochMilli();
    }
    unpacker.end();
    return Journal.of(records);
  }

  private static DatasetRecord record(Unpacker unpacker, List<String> authors, long date) {
    long flags = unpacker.unsigned();
    String key = unpacker.text();
    long syncCount = unpacker.unsigned();
    long author = unpacker.unsigned();
    if (author >= authors.size()) {
      throw new IllegalArgumentException("an author is missing");
    }
    long modified = date + unpacker.signed();
    long device = (flags & DEVICE_DATE_DIFFERS) == 0 ? modified : modified + unpacker.signed();
    RecordValue value =
        (flags & LIVE) == 0 ? Tombstone.TOMBSTONE : new RecordValue.Text(unpacker.text());
    return new DatasetRecord(
        key,
        value,
        syncCount,
        Instant.ofEpochMilli(modified),
        authors.get((int) author),
        Instant.ofEpochMilli(device));
  }
}
