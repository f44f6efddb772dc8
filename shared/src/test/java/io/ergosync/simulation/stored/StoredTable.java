package io.ergosync.simulation.stored;

import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.RecordValue;
import io.ergosync.simulation.dynamodb.Key;
import io.ergosync.simulation.dynamodb.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The datasets in a table, read out of its raw items as docs/storage-model.md describes them and by
 * no code of the storage: what is wrong with that code cannot hide here.
 */
public final class StoredTable {
  private static final String HEADS = "DATASET#";
  private static final String RECORDS = "RECORDS#";

  private final Table table;
  private final Map<String, Optional<Life>> lives = new HashMap<>();
  private final Map<String, Identity> identities = new HashMap<>();

  public StoredTable(Table table) {
    this.table = table;
  }

  /** The items contradict each other, or something is missing that another item points at. */
  public static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(DatasetId id, String what) {
      super("%s of %s: %s".formatted(id.datasetName(), id.identity().identityId(), what));
    }
  }

  /** A life of a dataset, which has a partition of records to itself. */
  public record Life(DatasetId dataset, long generation) {}

  /** The dataset whose head has this key; empty if it is no head's. */
  public Optional<DatasetId> dataset(Key key) {
    return key.sk().startsWith(HEADS)
        ? Optional.of(
            identity(key.pk()).dataset(new DatasetName(key.sk().substring(HEADS.length()))))
        : Optional.empty();
  }

  /** The life that a partition of records belongs to; empty if it is none of them. */
  public Optional<Life> life(String pk) {
    return lives.computeIfAbsent(pk, StoredTable::read);
  }

  private static Optional<Life> read(String pk) {
    if (!pk.startsWith(RECORDS)) {
      return Optional.empty();
    }
    String[] parts = pk.split("#", -1);
    DatasetId id =
        new Identity(new IdentityPoolId(parts[1]), new IdentityId(parts[2]))
            .dataset(new DatasetName(parts[3]));
    return Optional.of(new Life(id, Long.parseLong(parts[4])));
  }

  /** The identity that a partition of heads belongs to. */
  public Identity identity(String pk) {
    return identities.computeIfAbsent(
        pk,
        _ -> {
          String[] parts = pk.split("#", -1);
          return new Identity(new IdentityPoolId(parts[1]), new IdentityId(parts[2]));
        });
  }

  private static String partition(Life life) {
    DatasetId id = life.dataset();
    return String.join(
        "#",
        "RECORDS",
        id.identity().identityPoolId().value(),
        id.identity().identityId().value(),
        id.datasetName().value(),
        Long.toString(life.generation()));
  }

  private StoredHead head(DatasetId id) {
    String pk = "IDENTITY#" + id.identity().identityPoolId() + "#" + id.identity().identityId();
    return new StoredHead(table.get(new Key(pk, HEADS + id.datasetName())));
  }

  /** The generation of a dataset. */
  public long generation(DatasetId id) {
    return head(id).number("generation");
  }

  /** How many datasets an identity counts. */
  public long datasetCount(Identity identity) {
    String pk = "IDENTITY#" + identity.identityPoolId() + "#" + identity.identityId();
    return new StoredHead(table.get(new Key(pk, "IDENTITY"))).number("datasets");
  }

  /** How many bytes the pool's usage counts. */
  public long countedBytes(IdentityPoolId pool) {
    return table.partition("POOL#" + pool).values().stream()
        .filter(item -> item.get(Key.SK).s().startsWith("USAGE#"))
        .mapToLong(item -> Long.parseLong(item.get("dataBytes").n()))
        .sum();
  }

  /**
   * What a dataset is now.
   *
   * @throws UnreadableException if its items do not make one
   */
  public DatasetState state(DatasetId id) {
    StoredHead head = head(id);
    if (head.item().isEmpty()) {
      return DatasetState.NEVER_EXISTED;
    }
    Map<String, DatasetRecord> records = head.exists() ? records(id, head) : Map.of();
    DatasetState state =
        new DatasetState(
            head.exists(),
            head.number("generation"),
            head.number("syncCount"),
            head.number("deletedSyncCount"),
            records,
            head.sessions(),
            head.exists() ? Optional.of(description(id, head)) : Optional.empty(),
            head.mergedDatasets(),
            head.text("mergedInto"));
    if (records.size() != head.number("itemCount")) {
      throw new UnreadableException(
          id, "%d items, counted %d".formatted(records.size(), head.number("itemCount")));
    }
    return state;
  }

  private static Dataset description(DatasetId id, StoredHead head) {
    return new Dataset(
        id,
        head.date("created"),
        head.date("modified"),
        head.text("modifiedBy"),
        head.number("dataBytes"),
        head.number("numRecords"));
  }

  private Map<String, DatasetRecord> records(DatasetId id, StoredHead head) {
    Life life = new Life(id, head.number("generation"));
    Map<String, DatasetRecord> recent = new HashMap<>();
    if (!head.text("overflowId").isEmpty()) {
      recent.putAll(
          StoredHead.records(chunks(life, head.text("overflowId"), head.number("overflowChunks"))));
    }
    recent.putAll(head.journal());
    Map<String, DatasetRecord> all = new HashMap<>(recent);
    for (Map<String, AttributeValue> item :
        table.partition(partition(life)).headMap("~", false).values()) {
      StoredHead settled = new StoredHead(item);
      if (settled.number("syncCount") > head.number("syncCount")) {
        throw new UnreadableException(id, "a settled record is newer than the head");
      }
      String key = key(item);
      if (!recent.containsKey(key)) {
        all.put(key, settled(life, key, settled));
      }
    }
    return all;
  }

  private static String key(Map<String, AttributeValue> item) {
    String sortKey = item.get(Key.SK).s();
    return sortKey.startsWith("R#") ? sortKey.substring(2) : item.get("key").s();
  }

  private DatasetRecord settled(Life life, String key, StoredHead item) {
    RecordValue value =
        item.number("valueChunks") > 0
            ? new RecordValue.Text(
                new String(
                    chunks(life, item.text("valueChunksId"), item.number("valueChunks")),
                    StandardCharsets.UTF_8))
            : item.item().containsKey("value")
                ? new RecordValue.Text(item.text("value"))
                : RecordValue.Tombstone.TOMBSTONE;
    return new DatasetRecord(
        key,
        value,
        item.number("syncCount"),
        Instant.ofEpochMilli(item.number("modified")),
        item.text("modifiedBy"),
        Instant.ofEpochMilli(item.number("deviceModified")));
  }

  private byte[] chunks(Life life, String chunksId, long count) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    NavigableMap<String, Map<String, AttributeValue>> items = table.partition(partition(life));
    for (long number = 0; number < count; number++) {
      Map<String, AttributeValue> chunk = items.get(chunk(chunksId, number));
      if (chunk == null) {
        throw new UnreadableException(
            life.dataset(), "of the chunks %s number %d is gone".formatted(chunksId, number));
      }
      data.writeBytes(chunk.get("data").b().asByteArray());
    }
    return data.toByteArray();
  }

  private static String chunk(String chunksId, long number) {
    String digits = Long.toString(number);
    return "~" + chunksId + "#" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /** The items of a dataset that its head or a settled record points at, of those in chunks. */
  public List<Key> referredChunks(DatasetId id) {
    StoredHead head = head(id);
    if (!head.exists()) {
      return List.of();
    }
    String pk = partition(new Life(id, head.number("generation")));
    Map<String, DatasetRecord> journal = head.journal();
    var settled =
        table.partition(pk).headMap("~", false).values().stream()
            .filter(item -> item.containsKey("valueChunks") && !journal.containsKey(key(item)))
            .map(item -> item.get("valueChunksId").s());
    return Stream.concat(settled, Stream.of(head.text("overflowId")))
        .filter(chunksId -> !chunksId.isEmpty())
        .map(chunksId -> new Key(pk, chunk(chunksId, 0)))
        .toList();
  }

  /** The items of records that nothing points at: no client sees them, but somebody pays. */
  public List<Key> unreferred() {
    return table.partitionKeys().stream()
        .flatMap(pk -> life(pk).stream().flatMap(life -> unreferred(pk, life).stream()))
        .toList();
  }

  private List<Key> unreferred(String pk, Life life) {
    StoredHead head = head(life.dataset());
    NavigableMap<String, Map<String, AttributeValue>> items = table.partition(pk);
    boolean ended = !head.exists() || life.generation() != head.number("generation");
    Set<String> used = new HashSet<>();
    if (!ended) {
      used.add(head.text("overflowId"));
      items.headMap("~", false).values().stream()
          .filter(item -> item.containsKey("valueChunks"))
          .forEach(item -> used.add(item.get("valueChunksId").s()));
    }
    return items.keySet().stream()
        .filter(
            sk -> ended || (sk.startsWith("~") && !used.contains(sk.substring(1, sk.indexOf('#')))))
        .map(sk -> new Key(pk, sk))
        .toList();
  }
}
