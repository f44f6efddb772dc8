package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.DatasetMembers;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.DeviceNotFoundException;

/**
 * A dataset, and a device that wants to be told of its changes, or no more.
 *
 * @param deviceId as it was sent: not every text that the API allows is one that a device can have
 */
public record SubscriptionRequest(DatasetId dataset, String deviceId) {
  public SubscriptionRequest {
    requireNonNull(dataset);
    requireNonNull(deviceId);
  }

  /** Reads it. */
  static Parsed<SubscriptionRequest> decode(MemberReader members) {
    Parsed<DatasetId> dataset = DatasetMembers.dataset(members);
    Parsed<String> deviceId = members.required("DeviceId", MemberTypes.DEVICE_ID);
    return members.together(() -> new SubscriptionRequest(dataset.get(), deviceId.get()));
  }

  /**
   * The device's id.
   *
   * @throws DeviceNotFoundException if no device can have it
   */
  DeviceId requiredDeviceId() {
    return DeviceId.parse(deviceId).orElseThrow(() -> new DeviceNotFoundException(deviceId));
  }
}
