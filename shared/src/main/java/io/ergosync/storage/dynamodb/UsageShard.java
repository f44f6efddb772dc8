package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * One of the counters of a pool; only {@link CountedSizes} writes it.
 *
 * @param dataBytes the sizes of the datasets that are counted here, added up
 * @param modified the date of the size that was counted last
 */
record UsageShard(String partition, String sortKey, long dataBytes, Instant modified) {
  static final String ENTITY = "USAGE";
  static final String DATA_BYTES = "dataBytes";
  static final String MODIFIED = "modified";

  static final TableSchema<UsageShard> SCHEMA =
      TableSchema.builder(UsageShard.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(UsageShard::partition)
                      .setter((b, v) -> b.partition = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(UsageShard::sortKey)
                      .setter((b, v) -> b.sortKey = v)
                      .tags(primarySortKey()))
          .addAttribute(
              Long.class,
              a ->
                  a.name(DATA_BYTES)
                      .getter(UsageShard::dataBytes)
                      .setter((b, v) -> b.dataBytes = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(MODIFIED)
                      .getter(shard -> shard.modified.toEpochMilli())
                      .setter((b, v) -> b.modified = v))
          .build();

  /** Collects the attributes of an item. */
  static final class Builder {
    private String partition = "";
    private String sortKey = "";
    private long dataBytes;
    private long modified;

    UsageShard build() {
      return new UsageShard(partition, sortKey, dataBytes, Instant.ofEpochMilli(modified));
    }
  }
}
