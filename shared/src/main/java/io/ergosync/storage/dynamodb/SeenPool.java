package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.IdentityPoolId;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** A pool in the directory of pools. */
record SeenPool(IdentityPoolId identityPoolId, Instant firstSeen) {
  static final TableSchema<SeenPool> SCHEMA =
      TableSchema.builder(SeenPool.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(_ -> Keys.POOLS)
                      .setter((_, _) -> {})
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(pool -> pool.identityPoolId.value())
                      .setter((b, v) -> b.identityPoolId = v)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "POOL").setter((_, _) -> {}))
          .addAttribute(
              Long.class,
              a ->
                  a.name("firstSeen")
                      .getter(pool -> pool.firstSeen.toEpochMilli())
                      .setter((b, v) -> b.firstSeen = v))
          .build();

  /** Collects the attributes of an item. */
  static final class Builder {
    private String identityPoolId = "";
    private long firstSeen;

    SeenPool build() {
      return new SeenPool(new IdentityPoolId(identityPoolId), Instant.ofEpochMilli(firstSeen));
    }
  }
}
