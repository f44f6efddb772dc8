package io.ergosync.storage.dynamodb;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Every key of the table is built here, and nowhere else. */
final class Keys {
  /** The table's partition and sort key. */
  static final String PK = "pk";

  static final String SK = "sk";

  /** The sparse index that lists the datasets of a pool. */
  static final String POOL_INDEX = "pool";

  static final String POOL_PK = "poolPk";
  static final String POOL_SK = "poolSk";

  /** Sort keys of settled records begin with R or H and so come before those of chunks. */
  static final String CHUNKS = "~";

  static final String DATASETS = "DATASET#";

  static final String COUNTED = "COUNTED#";

  /** The sort keys of a pool's items. */
  static final String CONFIGURATION = "CONFIGURATION";

  static final String EVENTS = "EVENTS";
  static final String BULK_PUBLISH = "BULKPUBLISH";
  static final String USAGE_SHARDS = "USAGE#";

  /** The partition of the directory of pools; the sort key is the pool's id. */
  static final String POOLS = "POOLS";

  static final String DEVICES = "DEVICE#";
  static final String SUBSCRIPTIONS = "SUBSCRIPTION#";

  /** A sort key ends at 1,024 bytes: longer record keys are replaced by their hash. */
  private static final int PLAIN_KEY_BYTES_MAX = 900;

  /** The partitions of the index over which a pool's datasets are spread. */
  static final int POOL_SHARDS = 16;

  private Keys() {}

  /** {@code IDENTITY#<pool>#<identity>}: what belongs to an identity but the records. */
  static String identity(Identity identity) {
    return "IDENTITY#" + identity.identityPoolId() + "#" + identity.identityId();
  }

  /** {@code IDENTITY}: the sort key of the identity's own item. */
  static String identityItem() {
    return "IDENTITY";
  }

  /** {@code DATASET#<name>}: the sort key of a dataset's head. */
  static String head(String datasetName) {
    return DATASETS + datasetName;
  }

  /**
   * {@code RECORDS#<pool>#<identity>#<dataset>#<generation>}: records and chunks of one life of a
   * dataset.
   */
  static String records(DatasetId id, long generation) {
    return "RECORDS#"
        + id.identity().identityPoolId()
        + "#"
        + id.identity().identityId()
        + "#"
        + id.datasetName()
        + "#"
        + generation;
  }

  /**
   * {@code R#<key>}, or {@code H#<SHA-256 of the key>} where the key is too long for a sort key.
   */
  static String record(String key) {
    return hashed(key) ? "H#" + sha256(key) : "R#" + key;
  }

  /** Whether the record's sort key does not tell its key. */
  static boolean hashed(String key) {
    return Utf8.bytes(key) > PLAIN_KEY_BYTES_MAX;
  }

  /** The key that a sort key of the form {@code R#<key>} tells. */
  static String plainKey(String sortKey) {
    return sortKey.substring("R#".length());
  }

  /** {@code ~<chunks id>#<n>}: one slice of what is too large for its item. */
  static String chunk(String chunksId, int number) {
    return chunks(chunksId) + padded(number, 4);
  }

  /** A number with leading zeros, which are the same in every locale. */
  private static String padded(int number, int digits) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** {@code ~<chunks id>#}: what the sort keys of all slices begin with. */
  static String chunks(String chunksId) {
    return CHUNKS + chunksId + "#";
  }

  /** A life of a dataset: what a partition of records belongs to. */
  record Life(DatasetId dataset, long generation) {}

  /** What the key of a slice tells. */
  record ChunkKey(Life life, String chunksId) {}

  /** The life that a partition of the form {@link #records} belongs to. */
  static Life life(String records) {
    String[] parts = records.split("#", -1);
    if (parts.length != 5 || !parts[0].equals("RECORDS")) {
      throw new IllegalArgumentException("not the key of records: " + records);
    }
    Identity identity = new Identity(new IdentityPoolId(parts[1]), new IdentityId(parts[2]));
    return new Life(identity.dataset(new DatasetName(parts[3])), Long.parseLong(parts[4]));
  }

  /** What the key of a slice of the form {@link #chunk} tells. */
  static ChunkKey chunkKey(String partition, String sortKey) {
    int end = sortKey.indexOf('#');
    if (!sortKey.startsWith(CHUNKS) || end < 0) {
      throw new IllegalArgumentException("not the key of a slice: " + sortKey);
    }
    return new ChunkKey(life(partition), sortKey.substring(CHUNKS.length(), end));
  }

  /** Whether the chunks are those of a settled value, and not of a patch. */
  static boolean ofValue(String chunksId) {
    return chunksId.startsWith("V");
  }

  /**
   * {@code P<revision>-<random>}: the id of the chunks of a patch.
   *
   * @param revision of the head that the update is based on: only while the head has it can the
   *     update still succeed and the chunks become part of the dataset
   */
  static String patchChunksId(long revision, String random) {
    return "P" + revision + "-" + random;
  }

  /** The revision in an id of the form {@link #patchChunksId}. */
  static long patchRevision(String chunksId) {
    return numberIn(chunksId, 'P');
  }

  /**
   * {@code V<sync count>-<hash of the key>-<chunk size>}: the id of the chunks of a settled value.
   * It follows from what they hold, so that all who settle the same record write the same chunks.
   */
  static String valueChunksId(String key, long syncCount, int chunkBytesMax) {
    return "V" + syncCount + "-" + sha256(key).substring(0, 32) + "-" + chunkBytesMax;
  }

  /** The sync count in an id of the form {@link #valueChunksId}. */
  static long valueSyncCount(String chunksId) {
    return numberIn(chunksId, 'V');
  }

  private static long numberIn(String chunksId, char kind) {
    int end = chunksId.indexOf('-');
    if (end < 2 || chunksId.charAt(0) != kind) {
      throw new IllegalArgumentException("not an id of chunks: " + chunksId);
    }
    return Long.parseLong(chunksId.substring(1, end));
  }

  /**
   * {@code POOL#<pool>#<shard>}: the datasets of a pool spread so that no index partition is hot.
   */
  static String pool(DatasetId id) {
    int shard = Math.floorMod(poolSort(id).hashCode(), POOL_SHARDS);
    return pool(id.identity().identityPoolId(), shard);
  }

  /** {@code POOL#<pool>#<shard>}, with a shard from 0 to {@link #POOL_SHARDS} - 1. */
  static String pool(IdentityPoolId identityPoolId, int shard) {
    return poolItems(identityPoolId) + "#" + shard;
  }

  /** The dataset of a pool that a key of the form {@link #poolSort} tells. */
  static DatasetId dataset(IdentityPoolId identityPoolId, String poolSort) {
    int separator = poolSort.indexOf('#');
    return new Identity(identityPoolId, new IdentityId(poolSort.substring(0, separator)))
        .dataset(new DatasetName(poolSort.substring(separator + 1)));
  }

  /** {@code <identity>#<dataset>}. */
  static String poolSort(DatasetId id) {
    return id.identity().identityId() + "#" + id.datasetName();
  }

  /** {@code POOL#<pool>}: what belongs to a pool itself. */
  static String poolItems(IdentityPoolId identityPoolId) {
    return "POOL#" + identityPoolId;
  }

  /** The pool that a key of the form {@code POOL#<pool>} tells. */
  static IdentityPoolId identityPoolId(String poolItems) {
    return new IdentityPoolId(poolItems.substring("POOL#".length()));
  }

  /**
   * {@code USAGE#<shard>}: one part of a pool's usage, spread so that no counter is hot; a dataset
   * is always counted in the same.
   */
  static String usageShard(DatasetId id) {
    return USAGE_SHARDS + padded(Math.floorMod(poolSort(id).hashCode(), POOL_SHARDS), 2);
  }

  /** {@code COUNTED#<name>}: the sort key of what was counted of a dataset. */
  static String counted(String datasetName) {
    return COUNTED + datasetName;
  }

  /** {@code DEVICE#<id>}: the sort key of a device, in its identity's partition. */
  static String device(DeviceId deviceId) {
    return DEVICES + deviceId;
  }

  /**
   * {@code SUBSCRIPTION#<dataset>#<device>}: that a device is to be told of a dataset's changes.
   */
  static String subscription(DatasetName datasetName, DeviceId deviceId) {
    return subscriptions(datasetName) + deviceId;
  }

  /**
   * {@code SUBSCRIPTION#<dataset>#}: what the sort keys of all subscriptions to a dataset begin
   * with.
   */
  static String subscriptions(DatasetName datasetName) {
    return SUBSCRIPTIONS + datasetName + "#";
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /** The SHA-256 of a text in UTF-8. */
  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
