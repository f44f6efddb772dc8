package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.BOB;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Limits;
import io.ergosync.storage.StoredDatasets.Entry;
import io.ergosync.storage.StoredDatasets.Page;
import io.ergosync.storage.StoredDatasets.StoredDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is found of datasets by their items. */
class DynamoDbStoredDatasetsTest {
  private static final IdentityPoolId OTHER = new IdentityPoolId("us-east-1:ffffffff");

  private final DynamoDbClient client = LocalTables.client();
  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          client, table, StorageOnLocalTables.TINY, Limits.DEFAULT, new TestClock());
  private final DynamoDbStoredDatasets stored = new DynamoDbStoredDatasets(client, table);

  @Test
  void ofPool_hasEveryDatasetOfThePool_deletedOnesToo() {
    List<DatasetId> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Identity identity = new Identity(POOL, new IdentityId("us-east-1:%08x".formatted(i)));
      made.add(make(identity.dataset(new DatasetName("a.b:c-" + i)), "v".repeat(i * 60)));
      made.add(make(identity.dataset(new DatasetName("settings")), "value"));
      make(new Identity(OTHER, identity.identityId()).dataset(new DatasetName("settings")), "x");
    }
    storage.delete(made.getFirst());
    storage.delete(made.getLast());

    assertThat(all(cursor -> stored.ofPool(POOL, cursor)))
        .extracting(Entry::dataset)
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void ofPool_goesOnAfterAnyEntry() {
    for (int i = 0; i < 12; i++) {
      make(dataset("d" + i), "value");
    }
    List<Entry> entries = all(cursor -> stored.ofPool(POOL, cursor));

    for (int i = 0; i < entries.size(); i++) {
      String after = entries.get(i).cursor();
      assertThat(all(cursor -> stored.ofPool(POOL, cursor.isEmpty() ? after : cursor)))
          .isEqualTo(entries.subList(i + 1, entries.size()));
    }
  }

  @Test
  void ofPool_knowsWhatAFirstUpdateLeftThatWasNeverCommitted() {
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "abandoned", 0)));
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "abandoned", 1)));

    assertThat(stored.ofPool(POOL, "").entries())
        .extracting(Entry::dataset)
        .containsExactly(SETTINGS);

    make(SETTINGS, "value");
    assertThat(stored.ofPool(POOL, "").entries())
        .extracting(Entry::dataset)
        .containsExactly(SETTINGS);
  }

  @Test
  void ofIdentity_hasItsDatasetsByName_deletedOnesToo_andGoesOnAfterAny() {
    make(dataset("a"), "value");
    make(dataset("b"), "value");
    make(dataset("c"), "value");
    make(BOB.dataset(new DatasetName("d")), "value");
    storage.delete(dataset("b"));

    Page page = stored.ofIdentity(ALICE, "");

    assertThat(page.next()).isEmpty();
    assertThat(page.entries())
        .extracting(Entry::dataset)
        .containsExactly(dataset("a"), dataset("b"), dataset("c"));
    assertThat(stored.ofIdentity(ALICE, page.entries().getFirst().cursor()).entries())
        .extracting(Entry::dataset)
        .containsExactly(dataset("b"), dataset("c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " x", "x "})
  void aCursorThatNothingHad_isRefused(String cursor) {
    assertThatThrownBy(() -> stored.ofPool(POOL, cursor))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stored.ofIdentity(ALICE, cursor))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void find_saysWhatTheHeadSays_throughItsLives() {
    assertThat(stored.find(SETTINGS)).isEmpty();

    make(SETTINGS, "12345");
    assertThat(stored.find(SETTINGS))
        .contains(new StoredDataset(SETTINGS, 1, true, 0, 1, 8, TestClock.START));

    storage.delete(SETTINGS);
    assertThat(stored.find(SETTINGS))
        .contains(new StoredDataset(SETTINGS, 2, false, 1, 1, 0, TestClock.START));
  }

  @Test
  void aHeadThatCannotBeRead_isListedOnce_andIsCorrupt() {
    make(SETTINGS, "value");
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "a", 0)));
    client.updateItem(change ->
        change
            .tableName(table)
            .key(DatasetTable.keyAttributes(Keys.identity(ALICE), "DATASET#settings"))
            .updateExpression("SET journal = :damage")
            .expressionAttributeValues(
                Map.of(
                    ":damage", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {9, 9})))));

    assertThat(stored.ofPool(POOL, "").entries())
        .extracting(Entry::dataset)
        .containsExactly(SETTINGS);
    assertThat(stored.ofIdentity(ALICE, "").entries())
        .extracting(Entry::dataset)
        .containsExactly(SETTINGS);
    assertThatThrownBy(() -> stored.find(SETTINGS)).isInstanceOf(CorruptDatasetException.class);
  }

  @Test
  void itemsAndChunksOfALife_areFound() {
    assertThat(stored.hasItems(SETTINGS, 0)).isFalse();
    assertThat(stored.chunksIds(SETTINGS, 0)).isEmpty();
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "a", 0)));
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "a", 1)));
    client.putItem(put -> put.tableName(table).item(chunk(SETTINGS, 0, "b", 0)));

    assertThat(stored.hasItems(SETTINGS, 0)).isTrue();
    assertThat(stored.chunksIds(SETTINGS, 0)).containsExactly("a", "b");
    assertThat(stored.hasItems(SETTINGS, 1)).isFalse();
    assertThat(stored.chunksIds(SETTINGS, 1)).isEmpty();
  }

  private static Map<String, AttributeValue> chunk(
      DatasetId id, long generation, String chunksId, int number) {
    return Chunk.SCHEMA.itemToMap(
        new Chunk(
            Keys.records(id, generation),
            Keys.chunk(chunksId, number),
            SdkBytes.fromUtf8String("data")),
        true);
  }

  private DatasetId make(DatasetId id, String value) {
    storage.update(id, update(replace("key", value, 0)));
    return id;
  }

  private static List<Entry> all(Function<String, Page> pages) {
    Page page = pages.apply("");
    List<Entry> entries = new ArrayList<>(page.entries());
    while (page.next().isPresent()) {
      page = pages.apply(page.next().get());
      entries.addAll(page.entries());
    }
    return entries;
  }
}
