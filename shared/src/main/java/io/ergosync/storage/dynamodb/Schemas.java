package io.ergosync.storage.dynamodb;

import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The schemas of datasets' items, which are otherwise made when they are first needed. */
public final class Schemas {
  private Schemas() {}

  /** Makes all of them, so that a snapshot has them. */
  public static void make() {
    for (TableSchema<?> schema :
        List.of(HeadSchema.SCHEMA, SettledRecordSchema.SCHEMA, Chunk.SCHEMA)) {
      schema.attributeNames();
    }
  }
}
