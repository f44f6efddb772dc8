package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;
import io.ergosync.storage.dynamodb.Parallel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds who is to be told of commits. Safe for use by many threads. */
record Audiences(PushConfiguration configuration, DeviceStorage devices, Parallel parallel) {
  Audiences {
    requireNonNull(configuration);
    requireNonNull(devices);
    requireNonNull(parallel);
  }

  /** What was found. A dataset is in one of both. */
  record Found(Map<DatasetId, Audience> audiences, Map<DatasetId, RuntimeException> failures) {}

  /** The audiences of datasets as of now. What fails with one of them concerns no other. */
  Found find(List<DatasetId> datasets) {
    Map<IdentityPoolId, PushSync> pools = new ConcurrentHashMap<>();
    Found found = new Found(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    parallel.forEach(
        datasets,
        dataset -> {
          try {
            found.audiences().put(dataset, audience(dataset, pools));
          } catch (RuntimeException e) {
            found.failures().put(dataset, e);
          }
        });
    return found;
  }

  private Audience audience(DatasetId dataset, Map<IdentityPoolId, PushSync> pools) {
    PushSync pushSync =
        pools.computeIfAbsent(dataset.identity().identityPoolId(), configuration::pushSync);
    return pushSync.applicationArns().isEmpty()
        ? Audience.NOBODY
        : new Audience(devices.subscribedDevices(dataset), pushSync.roleArn());
  }
}
