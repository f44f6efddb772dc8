package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Dataset;
import io.ergosync.domain.Device;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.DeviceStorageContract;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DynamoDbDeviceStorageTest extends DeviceStorageContract {
  private static final Device PHONE =
      Device.of(ALICE, Platform.APNS, new PushToken("phone"), "arn:phone");

  private final String table = LocalTables.create();

  @Override
  protected DeviceStorage create() {
    return storage(LocalTables.create());
  }

  private static DynamoDbDeviceStorage storage(String table) {
    Random random = new Random();
    return new DynamoDbDeviceStorage(
        LocalTables.client(), table, random, Backoff.fullJitter(random));
  }

  @Test
  void devices_areNotTakenForDatasets() {
    DynamoDbDatasetStorage datasets =
        StorageOnLocalTables.create(
            LocalTables.client(),
            table,
            StorageSettings.DEFAULT,
            Limits.DEFAULT,
            Clock.systemUTC());
    datasets.update(SETTINGS, update(replace("key", "1", 0)));
    storage(table).register(PHONE);
    storage(table).subscribe(SETTINGS, PHONE.deviceId());

    assertThat(datasets.listDatasets(ALICE, "", 100))
        .extracting(Dataset::id)
        .containsExactly(SETTINGS);
  }

  @Test
  void subscription_thatACrashLeftOfAnEarlierLife_meansNothing() {
    DynamoDbDeviceStorage storage = storage(table);
    storage.register(PHONE);
    storage.subscribe(SETTINGS, PHONE.deviceId());
    RegisteredDevice before = storage.find(ALICE, PHONE.deviceId()).orElseThrow();
    // As a drop that ends between its two steps does.
    LocalTables.client()
        .deleteItem(delete ->
            delete
                .tableName(table)
                .key(
                    DatasetTable.keyAttributes(
                        Keys.identity(ALICE), Keys.device(PHONE.deviceId()))));
    assertThat(storage.subscribedDevices(SETTINGS)).isEmpty();

    storage.register(PHONE);

    assertThat(storage.find(ALICE, PHONE.deviceId()).orElseThrow().life())
        .isNotEqualTo(before.life());
    assertThat(storage.subscribedDevices(SETTINGS)).isEmpty();
  }

  @Test
  void token_isNotStored() {
    storage(table).register(PHONE);

    assertThat(LocalTables.client().scan(scan -> scan.tableName(table)).items().toString())
        .contains("arn:phone")
        .doesNotContain("S=phone");
  }
}
