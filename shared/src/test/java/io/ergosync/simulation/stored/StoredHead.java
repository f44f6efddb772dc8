package io.ergosync.simulation.stored;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of a head's item, read as docs/storage-model.md describes them. */
record StoredHead(Map<String, AttributeValue> item) {
  private static final int VERSION = 1;

  /** A number; 0 if it is left out. */
  long number(String name) {
    return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : 0;
  }

  /** A text; empty if it is left out. */
  String text(String name) {
    return item.containsKey(name) ? item.get(name).s() : "";
  }

  boolean exists() {
    return item.containsKey("exists") && item.get("exists").bool();
  }

  Instant date(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  List<String> mergedDatasets() {
    return item.containsKey("mergedDatasets")
        ? item.get("mergedDatasets").l().stream().map(AttributeValue::s).toList()
        : List.of();
  }

  Map<String, DatasetRecord> journal() {
    return item.containsKey("journal") ? records(bytes("journal")) : Map.of();
  }

  /** The sessions that were used up, newest first. */
  List<UsedUp> sessions() {
    List<UsedUp> sessions = new ArrayList<>();
    if (item.containsKey("sessions")) {
      PackedReader packed = packed(bytes("sessions"));
      UsedUp before = new UsedUp(0, 0, 0, Instant.EPOCH);
      for (long left = packed.number(); left > 0; left--) {
        before =
            new UsedUp(
                packed.eightBytes(),
                packed.eightBytes(),
                before.syncCount() + packed.signed(),
                before.committedAt().plusMillis(packed.signed()));
        sessions.add(before);
      }
      packed.end();
    }
    return sessions;
  }

  private byte[] bytes(String name) {
    return item.get(name).b().asByteArray();
  }

  /** The records that a packed journal holds, by key. */
  static Map<String, DatasetRecord> records(byte[] journal) {
    PackedReader packed = packed(journal);
    List<String> authors = new ArrayList<>();
    for (long left = packed.number(); left > 0; left--) {
      authors.add(packed.text());
    }
    Map<String, DatasetRecord> records = new HashMap<>();
    long date = 0;
    for (long left = packed.number(); left > 0; left--) {
      long flags = packed.number();
      String key = packed.text();
      long syncCount = packed.number();
      String author = authors.get((int) packed.number());
      date += packed.signed();
      long deviceDate = (flags & 2) == 0 ? date : date + packed.signed();
      RecordValue value =
          (flags & 1) == 0 ? RecordValue.Tombstone.TOMBSTONE : new RecordValue.Text(packed.text());
      records.put(
          key,
          new DatasetRecord(
              key,
              value,
              syncCount,
              Instant.ofEpochMilli(date),
              author,
              Instant.ofEpochMilli(deviceDate)));
    }
    packed.end();
    return records;
  }

  private static PackedReader packed(byte[] bytes) {
    PackedReader packed = new PackedReader(bytes);
    long version = packed.number();
    if (version != VERSION) {
      throw new IllegalArgumentException("version " + version);
    }
    return packed;
  }
}
