package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.Device;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;

/**
 * Tells devices, and does what follows from what came of it: a device whose endpoint is gone is
 * dropped, and what cannot work is logged and left. Safe for use by many threads.
 */
public final class PushSender {
  private final PushDelivery delivery;
  private final DeviceStorage devices;
  private final FunctionLog log;

  public PushSender(PushDelivery delivery, DeviceStorage devices, FunctionLog log) {
    this.delivery = requireNonNull(delivery);
    this.devices = requireNonNull(devices);
    this.log = requireNonNull(log);
  }

  /** What is left to do. */
  public enum Outcome {
    /** Nothing: the push service has it. */
    DELIVERED,
    /** Nothing: trying again would not help. */
    DROPPED,
    /** To send it later, for a few minutes: it is forbidden for now. */
    DENIED,
    /** To send it later. */
    FAILED
  }

  /** Sends one push. It throws nothing. */
  public Outcome send(Push push) {
    return switch (delivery.deliver(push)) {
      case PushDelivery.Result.Delivered _ -> Outcome.DELIVERED;
      case PushDelivery.Result.EndpointGone _ -> drop(push);
      case PushDelivery.Result.Refused(String reason) -> {
        log.write(about(LogLine.warn("A device cannot be told.").with("reason", reason), push));
        yield Outcome.DROPPED;
      }
      case PushDelivery.Result.Denied(String reason) -> {
        log.write(
            about(LogLine.warn("A device must not be notified.").with("reason", reason), push));
        yield Outcome.DENIED;
      }
      case PushDelivery.Result.Failed(RuntimeException cause) -> failed(push, cause);
    };
  }

  private Outcome drop(Push push) {
    try {
      if (devices.drop(push.device())) {
        log.write(
            about(LogLine.info("A device cannot be reached any more."), push)
                .counting(Metric.DEVICES_DROPPED, 1));
        return Outcome.DROPPED;
      }
      // Registered again since it was found: its endpoint is enabled by now, perhaps another one.
      return Outcome.FAILED;
    } catch (RuntimeException e) {
      return failed(push, e);
    }
  }

  private Outcome failed(Push push, RuntimeException cause) {
    log.write(
        about(LogLine.warn("A device could not be told; it will be tried again."), push)
            .with("cause", cause));
    return Outcome.FAILED;
  }

  private static LogLine about(LogLine line, Push push) {
    Device device = push.device().device();
    return line.with("identityPoolId", device.identity().identityPoolId())
        .with("deviceId", device.deviceId())
        .with("endpointArn", device.endpointArn());
  }
}
