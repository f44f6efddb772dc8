package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * A slice of a patch or value that is too large for its item. It is written once and never changed.
 */
record Chunk(String partition, String sortKey, SdkBytes data) {
  static final TableSchema<Chunk> SCHEMA =
      TableSchema.builder(Chunk.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(Chunk::partition)
                      .setter((b, v) -> b.partition = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(Chunk::sortKey)
                      .setter((b, v) -> b.sortKey = v)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "CHUNK").setter((_, _) -> {}))
          .addAttribute(
              SdkBytes.class, a -> a.name("data").getter(Chunk::data).setter((b, v) -> b.data = v))
          .build();

  /** Collects the attributes of an item. */
  static final class Builder {
    private String partition = "";
    private String sortKey = "";
    private SdkBytes data = SdkBytes.fromByteArrayUnsafe(new byte[0]);

    Chunk build() {
      return new Chunk(partition, sortKey, data);
    }
  }
}
