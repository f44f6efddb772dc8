package io.ergosync.simulation;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    }
    return chores;
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
