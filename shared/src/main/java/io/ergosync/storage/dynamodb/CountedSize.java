package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * What is counted of a dataset in its pool's usage.
 *
 * @param revision the revision of the dataset at which it had this size; 0 if nothing is counted
 */
record CountedSize(String partition, String sortKey, long revision, long dataBytes) {
  static final TableSchema<CountedSize> SCHEMA =
      TableSchema.builder(CountedSize.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(CountedSize::partition)
                      .setter((b, v) -> b.partition = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(CountedSize::sortKey)
                      .setter((b, v) -> b.sortKey = v)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "COUNTED").setter((_, _) -> {}))
          .addAttribute(
              Long.class,
              a ->
                  a.name(HeadSchema.REVISION)
                      .getter(CountedSize::revision)
                      .setter((b, v) -> b.revision = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("dataBytes")
                      .getter(CountedSize::dataBytes)
                      .setter((b, v) -> b.dataBytes = v))
          .build();

  /** Collects the attributes of an item. */
  static final class Builder {
    private String partition = "";
    private String sortKey = "";
    private long revision = -1;
    private long dataBytes = -1;

    CountedSize build() {
      if (revision < 1 || dataBytes < 0) {
        throw new IllegalArgumentException("a number is missing in " + partition + " " + sortKey);
      }
      return new CountedSize(partition, sortKey, revision, dataBytes);
    }
  }
}
