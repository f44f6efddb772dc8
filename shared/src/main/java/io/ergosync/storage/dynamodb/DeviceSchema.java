package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Platform;
import io.ergosync.domain.RegisteredDevice;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a {@link RegisteredDevice} is stored. */
final class DeviceSchema {
  static final String ENTITY = "DEVICE";
  static final String PLATFORM = "platform";
  static final String TOKEN_FINGERPRINT = "tokenFingerprint";
  static final String ENDPOINT_ARN = "endpointArn";
  static final String LIFE = "life";
  static final String REGISTRATIONS = "registrations";

  static final TableSchema<RegisteredDevice> SCHEMA =
      TableSchema.builder(RegisteredDevice.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.PK)
                      .getter(registered -> Keys.identity(registered.device().identity()))
                      .setter((builder, pk) -> builder.pk = pk)
                      .tags(primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(Keys.SK)
                      .getter(registered -> Keys.device(registered.device().deviceId()))
                      .setter((builder, sk) -> builder.sk = sk)
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> ENTITY).setter((_, _) -> {}))
          .addAttribute(
              String.class,
              a ->
                  a.name(PLATFORM)
                      .getter(registered -> registered.device().platform().name())
                      .setter((b, v) -> b.platform = v))
          .addAttribute(
              String.class,
              a ->
                  a.name(TOKEN_FINGERPRINT)
                      .getter(registered -> registered.device().tokenFingerprint())
                      .setter((b, v) -> b.tokenFingerprint = v))
          .addAttribute(
              String.class,
              a ->
                  a.name(ENDPOINT_ARN)
                      .getter(registered -> registered.device().endpointArn())
                      .setter((b, v) -> b.endpointArn = v))
          .addAttribute(
              String.class,
              a -> a.name(LIFE).getter(RegisteredDevice::life).setter((b, v) -> b.life = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(REGISTRATIONS)
                      .getter(RegisteredDevice::registrations)
                      .setter((b, v) -> b.registrations = v))
          .build();

  private DeviceSchema() {}

  /** Collects the attributes of an item. */
  static final class Builder {
    private String pk = "";
    private String sk = "";
    private String platform = "";
    private String tokenFingerprint = "";
    private String endpointArn = "";
    private String life = "";
    private long registrations;

    RegisteredDevice build() {
      String[] ids = pk.split("#", -1);
      if (ids.length != 3 || endpointArn.isEmpty() || life.isEmpty()) {
        throw new IllegalArgumentException("the device %s of %s is incomplete".formatted(sk, pk));
      }
      return new RegisteredDevice(
          new Device(
              new Identity(new IdentityPoolId(ids[1]), new IdentityId(ids[2])),
              new DeviceId(sk.substring(Keys.DEVICES.length())),
              Platform.valueOf(platform),
              tokenFingerprint,
              endpointArn),
          life,
          registrations);
    }
  }
}
