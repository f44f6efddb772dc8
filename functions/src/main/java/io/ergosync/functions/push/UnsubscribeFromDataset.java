package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.storage.DeviceStorage;

/**
 * UnsubscribeFromDataset: has a device told no more of a dataset, whether or not it was, the
 * dataset exists and the pool still pushes: an app must be able to leave. Only the device has to be
 * known.
 */
public final class UnsubscribeFromDataset
    implements Operation<SubscriptionRequest, SubscriptionRequest> {
  private final DeviceStorage devices;

  /** The operation on the devices of a storage. */
  public UnsubscribeFromDataset(DeviceStorage devices) {
    this.devices = requireNonNull(devices);
  }

  @Override
  public SubscriptionRequest execute(SubscriptionRequest request, RequestContext context) {
    devices.unsubscribe(request.dataset(), request.requiredDeviceId());
    return request;
  }
}
