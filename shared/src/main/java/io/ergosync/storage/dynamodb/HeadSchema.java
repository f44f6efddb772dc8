package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.Counters;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.UsedSessions;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * How a {@link Head} is stored. Attributes that would hold nothing are left out: the head is paid
 * for by size.
 */
final class HeadSchema {
  static final String ENTITY = "DATASET";
  static final String REVISION = "revision";
  static final String EXISTS = "exists";

  static final TableSchema<Head> SCHEMA =
      TableSchema.builder(Head.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(head -> Keys.identity(head.id().identity()))
                      .setter((builder, pk) -> builder.pk = pk)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(head -> Keys.head(head.id().datasetName().value()))
                      .setter((builder, sk) -> builder.sk = sk)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> ENTITY).setter((_, _) -> {}))
          // Only datasets that exist are in the index: it is written at creation and at deletion.
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.POOL_PK)
                      .getter(head -> head.exists() ? Keys.pool(head.id()) : null)
                      .setter((_, _) -> {}))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.POOL_SK)
                      .getter(head -> head.exists() ? Keys.poolSort(head.id()) : null)
                      .setter((_, _) -> {}))
          .addAttribute(
              Long.class,
              a -> a.name(REVISION).getter(Head::revision).setter((b, v) -> b.revision = v))
          .addAttribute(
              Boolean.class,
              a -> a.name(EXISTS).getter(Head::exists).setter((b, v) -> b.exists = v))
          .addAttribute(
              Long.class,
              a -> a.name("syncCount").getter(Head::syncCount).setter((b, v) -> b.syncCount = v))
          .addAttribute(
              Long.class,
              a -> a.name("generation").getter(Head::generation).setter((b, v) -> b.generation = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("deletedSyncCount")
                      .getter(head -> head.generation() == 0 ? null : head.deletedSyncCount())
                      .setter((b, v) -> b.deletedSyncCount = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("created")
                      .getter(head -> head.created().toEpochMilli())
                      .setter((b, v) -> b.created = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("modified")
                      .getter(head -> head.modified().toEpochMilli())
                      .setter((b, v) -> b.modified = v))
          .addAttribute(
              String.class,
              a -> a.name("modifiedBy").getter(Head::modifiedBy).setter((b, v) -> b.modifiedBy = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("deviceId")
                      .getter(head -> head.deviceId().isEmpty() ? null : head.deviceId())
                      .setter((b, v) -> b.deviceId = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name("numRecords")
                      .getter(head -> head.counters().numRecords())
                      .setter((b, v) -> b.numRecords = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name("itemCount")
                      .getter(head -> head.counters().itemCount())
                      .setter((b, v) -> b.itemCount = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("dataBytes")
                      .getter(head -> head.counters().dataBytes())
                      .setter((b, v) -> b.dataBytes = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("settledThrough")
                      .getter(Head::settledThrough)
                      .setter((b, v) -> b.settledThrough = v))
          .addAttribute(
              SdkBytes.class,
              a ->
                  a.name("journal")
                      .getter(HeadSchema::journal)
                      .setter((b, v) -> b.journal = JournalCodec.decode(v.asByteArrayUnsafe())))
          .addAttribute(
              String.class,
              a ->
                  a.name("overflowId")
                      .getter(head ->
                          head.overflow() instanceof Overflow.Chunks c ? c.commitId() : null)
                      .setter((b, v) -> b.overflowId = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name("overflowSyncCount")
                      .getter(head ->
                          head.overflow() instanceof Overflow.Chunks c ? c.syncCount() : null)
                      .setter((b, v) -> b.overflowSyncCount = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name("overflowChunks")
                      .getter(head ->
                          head.overflow() instanceof Overflow.Chunks c ? c.chunkCount() : null)
                      .setter((b, v) -> b.overflowChunks = v))
          .addAttribute(
              EnhancedType.listOf(String.class),
              a ->
                  a.name("mergedDatasets")
                      .getter(HeadSchema::mergedDatasets)
                      .setter(
                          (b, v) -> b.mergedDatasets = v.stream().map(DatasetName::new).toList()))
          .addAttribute(
              String.class,
              a ->
                  a.name("mergedInto")
                      .getter(head ->
                          head.mergeLinks().mergedInto().isEmpty()
                              ? null
                              : head.mergeLinks().mergedInto())
                      .setter((b, v) -> b.mergedInto = v))
          .addAttribute(
              SdkBytes.class,
              a ->
                  a.name("sessions")
                      .getter(head ->
                          SdkBytes.fromByteArrayUnsafe(SessionsCodec.encode(head.usedSessions())))
                      .setter(
                          (b, v) -> b.usedSessions = SessionsCodec.decode(v.asByteArrayUnsafe())))
          .build();

  private HeadSchema() {}

  private static List<String> mergedDatasets(Head head) {
    List<DatasetName> names = head.mergeLinks().mergedDatasets();
    return names.isEmpty() ? null : names.stream().map(DatasetName::value).toList();
  }

  private static SdkBytes journal(Head head) {
    return head.journal().isEmpty()
        ? null
        : SdkBytes.fromByteArrayUnsafe(JournalCodec.encode(head.journal().records().values()));
  }

  /**
   * Collects the attributes of an item. A number that is missing is damage, which unboxing would
   * hide: all are checked.
   */
  static final class Builder {
    private String pk = "";
    private String sk = "";
    private long revision = -1;
    private boolean exists;
    private long syncCount = -1;
    private long generation = -1;
    private long deletedSyncCount;
    private long created;
    private long modified;
    private String modifiedBy = "";
    private String deviceId = "";
    private int numRecords = -1;
    private int itemCount = -1;
    private long dataBytes = -1;
    private long settledThrough = -1;
    private Journal journal = Journal.EMPTY;
    private String overflowId = "";
    private long overflowSyncCount;
    private int overflowChunks;
    private UsedSessions usedSessions = UsedSessions.NONE;
    private List<DatasetName> mergedDatasets = List.of();
    private String mergedInto = "";

    Head build() {
      if (revision < 1
          || syncCount < 0
          || generation < 0
          || numRecords < 0
          || itemCount < 0
          || dataBytes < 0
          || settledThrough < 0) {
        throw new IllegalArgumentException("a counter is missing in " + pk + " " + sk);
      }
      return new Head(
          datasetId(),
          revision,
          exists,
          syncCount,
          generation,
          deletedSyncCount,
          Instant.ofEpochMilli(created),
          Instant.ofEpochMilli(modified),
          modifiedBy,
          deviceId,
          new Counters(numRecords, itemCount, dataBytes),
          settledThrough,
          journal,
          overflowId.isEmpty()
              ? Overflow.None.NONE
              : new Overflow.Chunks(overflowId, overflowSyncCount, overflowChunks),
          usedSessions,
          new MergeLinks(mergedDatasets, mergedInto));
    }

    private DatasetId datasetId() {
      String[] parts = pk.split("#", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("not the key of an identity: " + pk);
      }
      Identity identity = new Identity(new IdentityPoolId(parts[1]), new IdentityId(parts[2]));
      return identity.dataset(new DatasetName(sk.substring(Keys.DATASETS.length())));
    }
  }
}
