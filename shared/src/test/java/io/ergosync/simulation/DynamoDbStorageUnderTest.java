package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.simulation.dynamodb.Key;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The real storage: what it waits with and sends in parallel is left to the schedule. */
final class DynamoDbStorageUnderTest implements StorageUnderTest {
  private static final int ATTEMPTS_MAX = 60;
  private static final String HEADS = "DATASET#";

  @Override
  public Parts create(DynamoDbClient client, Surroundings surroundings) {
    Budgets budgets = surroundings.budgets();
    DynamoDbDatasetStorage storage =
        new DynamoDbDatasetStorage(
            client,
            "table",
            new StorageSettings(
                budgets.journalBytesMax(),
                budgets.patchBytesMax(),
                budgets.valueBytesMax(),
                budgets.chunkBytesMax(),
                ATTEMPTS_MAX),
            surroundings.limits(),
            surroundings.clock(),
            surroundings.random(),
            Parallel.NONE,
            attempt -> surroundings.pause().run());
    return new Parts(storage, storage);
  }

  @Override
  public List<Chore> choresAfter(Identity identity, Change change) {
    List<Chore> chores = new ArrayList<>();
    if (change.key().sk().startsWith(HEADS)) {
      DatasetId id = identity.dataset(new DatasetName(change.key().sk().substring(HEADS.length())));
      headChanged(id, change.before(), change.after(), chores);
    } else if (change.before().containsKey("valueChunks")) {
      Partition partition = Partition.of(identity, change.key());
      String chunksId = chunksId(change.before());
      chores.add(
          new Chore(
              "remove chunks " + chunksId + " of " + partition.id().datasetName(),
              housekeeping ->
                  housekeeping.removeChunks(partition.id(), partition.generation(), chunksId)));
    }
    return chores;
  }

  /** The dataset and the generation that a partition of records belongs to. */
  private record Partition(DatasetId id, long generation) {
    static Partition of(Identity identity, Key key) {
      String[] parts = key.pk().split("#", -1);
      return new Partition(
          identity.dataset(new DatasetName(parts[parts.length - 2])),
          Long.parseLong(parts[parts.length - 1]));
    }
  }

  /** The id of the chunks that hold a settled record's value. */
  private static String chunksId(Map<String, AttributeValue> record) {
    return record.get("valueChunksId").s();
  }

  @Override
  public List<Chore> collections(Identity identity, List<Change> changes) {
    List<Chore> chores = new ArrayList<>();
    for (Change change : changes) {
      if (change.key().sk().startsWith("~") && change.before().isEmpty()) {
        Partition partition = Partition.of(identity, change.key());
        String sortKey = change.key().sk();
        String chunksId = sortKey.substring(1, sortKey.indexOf('#'));
        chores.add(
            new Chore(
                "collect chunks " + chunksId + " of " + partition.id().datasetName(),
                housekeeping -> {
                  // What the head holds may need them: when it holds nothing, it shows.
                  housekeeping.settleAll(partition.id());
                  switch (housekeeping.chunkUse(partition.id(), partition.generation(), chunksId)) {
                    case VALUE, UNDECIDED -> {}
                    case UNUSED, ABANDONED ->
                        housekeeping.removeChunks(partition.id(), partition.generation(), chunksId);
                  }
                }));
      } else if (change.key().sk().startsWith(HEADS)
          && !change.before().isEmpty()
          && !change.before().get("generation").equals(change.after().get("generation"))) {
        headChanged(
            identity.dataset(new DatasetName(change.key().sk().substring(HEADS.length()))),
            change.before(),
            change.after(),
            chores);
      }
    }
    return chores;
  }

  @Override
  public List<Key> leavings(Identity identity, List<Change> changes) {
    Map<Key, Map<String, AttributeValue>> items = new HashMap<>();
    changes.forEach(change -> items.put(change.key(), change.after()));
    items.values().removeIf(Map::isEmpty);
    Set<String> used = new HashSet<>();
    items.forEach((key, item) -> {
      if (item.containsKey("overflowId")) {
        used.add(item.get("overflowId").s());
      }
      if (item.containsKey("valueChunks")) {
        used.add(chunksId(item));
      }
    });
    return items.keySet().stream()
        .filter(key -> key.pk().startsWith("RECORDS#"))
        .filter(key -> {
          Partition partition = Partition.of(identity, key);
          Key head =
              new Key(
                  "IDENTITY#" + identity.identityPoolId() + "#" + identity.identityId(),
                  HEADS + partition.id().datasetName());
          boolean ended =
              !items.containsKey(head)
                  || partition.generation() < Long.parseLong(items.get(head).get("generation").n());
          return ended
              || (key.sk().startsWith("~")
                  && !used.contains(key.sk().substring(1, key.sk().indexOf('#'))));
        })
        .toList();
  }

  private static void headChanged(
      DatasetId id,
      Map<String, AttributeValue> before,
      Map<String, AttributeValue> after,
      List<Chore> chores) {
    if (before.isEmpty()) {
      return;
    }
    long generation = Long.parseLong(before.get("generation").n());
    if (before.containsKey("overflowId")
        && !before.get("overflowId").equals(after.get("overflowId"))) {
      String commitId = before.get("overflowId").s();
      chores.add(
          new Chore(
              "remove chunks " + commitId + " of " + id.datasetName(),
              housekeeping -> housekeeping.removeChunks(id, generation, commitId)));
    }
    if (!before.get("generation").equals(after.get("generation"))) {
      chores.add(
          new Chore(
              "remove generation " + generation + " of " + id.datasetName(),
              housekeeping -> housekeeping.removeGeneration(id, generation)));
    }
  }

  @Override
  public String datasetCountAttribute() {
    return "datasets";
  }

  @Override
  public String revisionAttribute() {
    return "revision";
  }

  @Override
  public String syncCountAttribute() {
    return "syncCount";
  }
}
