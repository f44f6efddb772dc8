package io.ergosync.functions.repair;

import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.functions.repair.RepairRequest.Target;
import io.ergosync.storage.dynamodb.LocalTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What docs/operations.md advises for a dataset that contradicts itself. */
class CorruptDatasetTest {
  private static final Target TARGET = new Target.OneDataset(SETTINGS);

  private final RepairUnderTest test = new RepairUnderTest();

  @Test
  void aDatasetWithoutOneOfItsRecords_canBeDeleted_andComesBack() {
    test.make(SETTINGS);
    test.make(dataset("sound"));
    test.damageRecord(SETTINGS, "b");
    assertThat(test.repair(TARGET).corrupt()).hasSize(1);

    test.storage.delete(SETTINGS);

    assertThat(test.repair(new Target.Pool(POOL)).repaired()).isEqualTo(2);
    assertThat(test.counted()).isEqualTo(RepairUnderTest.MADE_BYTES);
    assertThat(test.itemsOf(SETTINGS, 0)).isEmpty();
    test.make(SETTINGS);
    assertThat(test.repair(TARGET).corrupt()).isEmpty();
  }

  /** The head is what deleting reads. */
  @Test
  void aDatasetWhoseHeadCannotBeRead_cannotBeDeleted() {
    test.make(SETTINGS);
    test.damageHead(SETTINGS);

    assertThatThrownBy(() -> test.storage.delete(SETTINGS))
        .isInstanceOf(CorruptDatasetException.class);
  }

  @Test
  void aDatasetWithoutOneOfItsRecords_comesBackFromARestoredTable() {
    restoredFrom(() -> test.damageRecord(SETTINGS, "b"));
  }

  @Test
  void aDatasetWhoseHeadCannotBeRead_comesBackFromARestoredTable() {
    restoredFrom(() -> test.damageHead(SETTINGS));
  }

  private void restoredFrom(Runnable damage) {
    test.make(SETTINGS);
    test.storage.update(SETTINGS, update(replace("c", "x".repeat(90), 0)));
    test.storage.settleAll(SETTINGS);
    Changes before = test.storage.listChanges(SETTINGS, 0);
    Map<String, AttributeValue> restoredHead = head();
    List<Map<String, AttributeValue>> restoredRecords = records();
    // What comes after the moment to which the table is restored.
    test.storage.update(SETTINGS, update(replace("b", "changed".repeat(20), 1)));
    test.storage.settleAll(SETTINGS);
    test.repair(TARGET);
    damage.run();
    assertThatThrownBy(() -> test.storage.listChanges(SETTINGS, 0))
        .isInstanceOf(CorruptDatasetException.class);

    long revision = Long.parseLong(head().get("revision").n());
    records().forEach(this::delete);
    restoredRecords.forEach(this::put);
    Map<String, AttributeValue> head = new HashMap<>(restoredHead);
    head.put("revision", AttributeValue.fromN(Long.toString(revision + 1)));
    put(head);

    assertThat(test.repair(TARGET).repaired()).isEqualTo(1);
    assertThat(test.storage.listChanges(SETTINGS, 0)).isEqualTo(before);
    assertThat(test.counted()).isEqualTo(RepairUnderTest.MADE_BYTES + 91);
    test.storage.update(SETTINGS, update(replace("b", "new", 1)));
    assertThat(((Changes.Present) test.storage.listChanges(SETTINGS, 0)).syncCount()).isEqualTo(3);
  }

  private Map<String, AttributeValue> head() {
    return LocalTables.client()
        .getItem(get ->
            get.tableName(test.table).key(RepairUnderTest.headKey(SETTINGS)).consistentRead(true))
        .item();
  }

  private List<Map<String, AttributeValue>> records() {
    return LocalTables.client()
        .query(query ->
            query
                .tableName(test.table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(
                    Map.of(":pk", AttributeValue.fromS(RepairUnderTest.records(SETTINGS, 0))))
                .consistentRead(true))
        .items();
  }

  private void put(Map<String, AttributeValue> item) {
    LocalTables.client().putItem(put -> put.tableName(test.table).item(item));
  }

  private void delete(Map<String, AttributeValue> item) {
    LocalTables.client()
        .deleteItem(delete ->
            delete.tableName(test.table).key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
  }
}
