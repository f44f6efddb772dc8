package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;

/**
 * SubscribeToDataset: has a device told of each change of a dataset that another device makes. The
 * dataset has to exist. A device that is subscribed stays so.
 */
public final class SubscribeToDataset
    implements Operation<SubscriptionRequest, SubscriptionRequest> {
  private final PushPools pools;
  private final DatasetStorage datasets;
  private final DeviceStorage devices;

  /** The operation on pools, datasets and devices. */
  public SubscribeToDataset(
      PushConfiguration configuration, DatasetStorage datasets, DeviceStorage devices) {
    this.pools = new PushPools(configuration);
    this.datasets = requireNonNull(datasets);
    this.devices = requireNonNull(devices);
  }

  @Override
  public SubscriptionRequest execute(SubscriptionRequest request, RequestContext context) {
    DatasetId dataset = request.dataset();
    pools.required(dataset.identity().identityPoolId());
    if (datasets.describe(dataset).isEmpty()) {
      throw new DatasetNotFoundException(dataset);
    }
    devices.subscribe(dataset, request.requiredDeviceId());
    return request;
  }
}
