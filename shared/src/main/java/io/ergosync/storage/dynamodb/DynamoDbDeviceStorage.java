package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.toMap;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.storage.DeviceStorage;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Devices on a DynamoDB table, in the partition of their identity. Safe for use by many threads and
 * processes at the same time.
 */
public final class DynamoDbDeviceStorage implements DeviceStorage {
  /**
   * One write, whoever else registers the same: a life begins with the first of them, and each adds
   * its number. Who drops the device has to have seen the last.
   */
  private static final String REGISTER =
      "SET #entity = :entity, #platform = :platform, #fingerprint = :fingerprint,"
          + " #endpoint = :endpoint, #life = if_not_exists(#life, :life) ADD #registrations :one";

  private final DynamoDbClient client;
  private final String tableName;
  private final DynamoDbTable<RegisteredDevice> devices;
  private final DynamoDbTable<Subscription> subscriptions;
  private final DeviceBatches batches;
  private final RandomGenerator random;

  /**
   * Devices on a table.
   *
   * @param random tells the lives of devices apart
   * @param backoff how long to wait when DynamoDB leaves part of a batch undone
   */
  public DynamoDbDeviceStorage(
      DynamoDbClient client, String tableName, RandomGenerator random, Backoff backoff) {
    DynamoDbEnhancedClient enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.client = client;
    this.tableName = tableName;
    this.devices = enhanced.table(tableName, DeviceSchema.SCHEMA);
    this.subscriptions = enhanced.table(tableName, Subscription.SCHEMA);
    this.batches = new DeviceBatches(enhanced, devices, backoff);
    this.random = random;
  }

  @Override
  public void register(Device device) {
    Failures.translatedRun(() ->
        client.updateItem(update ->
            update
                .tableName(tableName)
                .key(
                    DatasetTable.keyAttributes(
                        Keys.identity(device.identity()), Keys.device(device.deviceId())))
                .updateExpression(REGISTER)
                .expressionAttributeNames(
                    Map.of(
                        "#entity", "entity",
                        "#platform", DeviceSchema.PLATFORM,
                        "#fingerprint", DeviceSchema.TOKEN_FINGERPRINT,
                        "#endpoint", DeviceSchema.ENDPOINT_ARN,
                        "#life", DeviceSchema.LIFE,
                        "#registrations", DeviceSchema.REGISTRATIONS))
                .expressionAttributeValues(
                    Map.of(
                        ":entity", AttributeValue.fromS(DeviceSchema.ENTITY),
                        ":platform", AttributeValue.fromS(device.platform().name()),
                        ":fingerprint", AttributeValue.fromS(device.tokenFingerprint()),
                        ":endpoint", AttributeValue.fromS(device.endpointArn()),
                        ":life", AttributeValue.fromS(newLife()),
                        ":one", DatasetTable.number(1)))));
  }

  private String newLife() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  @Override
  public Optional<RegisteredDevice> find(Identity identity, DeviceId deviceId) {
    return Failures.translated(() ->
        Optional.ofNullable(
            devices.getItem(get ->
                get.key(DatasetTable.key(Keys.identity(identity), Keys.device(deviceId)))
                    .consistentRead(true))));
  }

  @Override
  public void subscribe(DatasetId dataset, DeviceId deviceId) {
    RegisteredDevice registered = required(dataset.identity(), deviceId);
    Failures.translatedRun(() -> subscriptions.putItem(Subscription.of(dataset, registered)));
  }

  @Override
  public void unsubscribe(DatasetId dataset, DeviceId deviceId) {
    RegisteredDevice registered = required(dataset.identity(), deviceId);
    Failures.translatedRun(() -> subscriptions.deleteItem(Subscription.of(dataset, registered)));
  }

  private RegisteredDevice required(Identity identity, DeviceId deviceId) {
    return find(identity, deviceId)
        .orElseThrow(() -> new DeviceNotFoundException(deviceId.value()));
  }

  @Override
  public List<RegisteredDevice> subscribedDevices(DatasetId dataset) {
    return Failures.translated(() -> {
      Map<DeviceId, String> lives =
          subscriptions(dataset.identity(), Keys.subscriptions(dataset.datasetName()))
              .collect(
                  toMap(
                      subscription -> new DeviceId(subscription.deviceId()),
                      Subscription::deviceLife));
      return batches.find(dataset.identity(), lives.keySet()).stream()
          .filter(registered -> registered.life().equals(lives.get(registered.device().deviceId())))
          .sorted((a, b) -> a.device().deviceId().value().compareTo(b.device().deviceId().value()))
          .toList();
    });
  }

  @Override
  public Optional<RegisteredDevice> subscribed(DatasetId dataset, DeviceId deviceId) {
    return Failures.translated(() ->
        Optional.ofNullable(
                subscriptions.getItem(get ->
                    get.key(
                            DatasetTable.key(
                                Keys.identity(dataset.identity()),
                                Keys.subscription(dataset.datasetName(), deviceId)))
                        .consistentRead(true)))
            .flatMap(subscription ->
                find(dataset.identity(), deviceId)
                    .filter(registered -> registered.life().equals(subscription.deviceLife()))));
  }

  private Stream<Subscription> subscriptions(Identity identity, String prefix) {
    return subscriptions
        .query(query ->
            query
                .queryConditional(
                    QueryConditional.sortBeginsWith(
                        DatasetTable.key(Keys.identity(identity), prefix)))
                .consistentRead(true))
        .items()
        .stream();
  }

  @Override
  public boolean drop(RegisteredDevice registered) {
    return Failures.translated(() -> {
      try {
        devices.deleteItem(delete ->
            delete
                .key(devices.keyFrom(registered))
                .conditionExpression(unchangedOrGone(registered)));
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
      // The device is gone already: subscriptions of its life that a crash leaves here mean
      // nothing.
      Device device = registered.device();
      subscriptions(device.identity(), Keys.SUBSCRIPTIONS)
          .filter(subscription -> subscription.deviceId().equals(device.deviceId().value()))
          .forEach(subscription -> remove(subscription, registered.life()));
      return true;
    });
  }

  private void remove(Subscription subscription, String life) {
    try {
      subscriptions.deleteItem(delete ->
          delete
              .key(subscriptions.keyFrom(subscription))
              .conditionExpression(
                  Expression.builder()
                      .expression("#life = :life")
                      .putExpressionName("#life", Subscription.DEVICE_LIFE)
                      .putExpressionValue(":life", AttributeValue.fromS(life))
                      .build()));
    } catch (ConditionalCheckFailedException _) {
      // The device is registered and subscribed again, or another drop was faster.
    }
  }

  private static Expression unchangedOrGone(RegisteredDevice registered) {
    return Expression.builder()
        .expression(
            "attribute_not_exists(#pk) OR (#life = :life AND #registrations = :registrations)")
        .putExpressionName("#pk", Keys.PK)
        .putExpressionName("#life", DeviceSchema.LIFE)
        .putExpressionName("#registrations", DeviceSchema.REGISTRATIONS)
        .putExpressionValue(":life", AttributeValue.fromS(registered.life()))
        .putExpressionValue(":registrations", DatasetTable.number(registered.registrations()))
        .build();
  }
}
