package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.PushSync;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Notifies devices that could not be notified at once. Safe for use by many threads. */
public final class PushRetry {
  /** How long a push is tried that is forbidden: IAM takes that long to know a new permission. */
  static final Duration DENIED_TIME_MAX = Duration.ofMinutes(5);

  private final PushConfiguration configuration;
  private final DatasetStorage datasets;
  private final DeviceStorage devices;
  private final PushSender sender;
  private final Clock clock;
  private final FunctionLog log;

  /** Retries that see configuration, datasets and devices as they are by then. */
  public PushRetry(
      PushConfiguration configuration,
      DatasetStorage datasets,
      DeviceStorage devices,
      PushSender sender,
      Clock clock,
      FunctionLog log) {
    this.configuration = requireNonNull(configuration);
    this.datasets = requireNonNull(datasets);
    this.devices = requireNonNull(devices);
    this.sender = requireNonNull(sender);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  /**
   * Tries once more, unless that has become pointless: the pool pushes no more, the dataset is
   * gone, or the device does not want to know of it any more.
   *
   * @return whether nothing is left to do; false if it has to be tried yet again
   * @throws RuntimeException if the storage does not tell; then it has to be tried again too
   */
  public boolean retry(UndeliveredPush push) {
    PushSync pushSync = configuration.pushSync(push.dataset().identity().identityPoolId());
    if (pushSync.applicationArns().isEmpty() || datasets.describe(push.dataset()).isEmpty()) {
      return true;
    }
    // The device as it is registered now: its endpoint may be another.
    return devices
        .subscribed(push.dataset(), push.device().device().deviceId())
        .map(device ->
            send(
                new Push(push.dataset(), push.syncCount(), device, pushSync.roleArn()),
                push.date()))
        .orElse(true);
  }

  private boolean send(Push push, Instant failedFirst) {
    return switch (sender.send(push)) {
      case DELIVERED -> {
        log.write(LogLine.info("A device was notified late.").counting(Metric.PUSHES, 1));
        yield true;
      }
      case DROPPED -> true;
      case DENIED -> clock.instant().isAfter(failedFirst.plus(DENIED_TIME_MAX));
      case FAILED -> false;
    };
  }
}
