package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.RegisteredDevice;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * That a device wants to be told of a dataset's changes. It counts only as long as the device's
 * life does: one that outlives its device by an interrupted drop means nothing.
 */
record Subscription(String partition, String sortKey, String deviceId, String deviceLife) {
  static final String DEVICE_ID = "deviceId";
  static final String DEVICE_LIFE = "deviceLife";

  static final TableSchema<Subscription> SCHEMA =
      TableSchema.builder(Subscription.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(Subscription::partition)
                      .setter((b, v) -> b.partition = v)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(Subscription::sortKey)
                      .setter((b, v) -> b.sortKey = v)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "SUBSCRIPTION").setter((_, _) -> {}))
          .addAttribute(
              String.class,
              a ->
                  a.name(DEVICE_ID).getter(Subscription::deviceId).setter((b, v) -> b.deviceId = v))
          .addAttribute(
              String.class,
              a ->
                  a.name(DEVICE_LIFE)
                      .getter(Subscription::deviceLife)
                      .setter((b, v) -> b.deviceLife = v))
          .build();

  /** The subscription of a device to a dataset. */
  static Subscription of(DatasetId dataset, RegisteredDevice registered) {
    DeviceId deviceId = registered.device().deviceId();
    return new Subscription(
        Keys.identity(dataset.identity()),
        Keys.subscription(dataset.datasetName(), deviceId),
        deviceId.value(),
        registered.life());
  }

  /** Collects the attributes of an item. */
  static final class Builder {
    private String partition = "";
    private String sortKey = "";
    private String deviceId = "";
    private String deviceLife = "";

    Subscription build() {
      return new Subscription(partition, sortKey, deviceId, deviceLife);
    }
  }
}
