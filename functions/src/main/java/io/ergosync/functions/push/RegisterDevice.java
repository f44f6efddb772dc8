package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;

/**
 * RegisterDevice: makes a device of an identity one that can be told of changes. The same identity,
 * platform and token always get the same id, and an endpoint that was disabled is enabled again.
 */
public final class RegisterDevice implements Operation<RegisterDevice.Request, DeviceId> {
  private final PushPools pools;
  private final PlatformEndpoints endpoints;
  private final DeviceStorage devices;

  /** The operation on pools, endpoints and devices. */
  public RegisterDevice(
      PushConfiguration configuration, PlatformEndpoints endpoints, DeviceStorage devices) {
    this.pools = new PushPools(configuration);
    this.endpoints = requireNonNull(endpoints);
    this.devices = requireNonNull(devices);
  }

  @Override
  public DeviceId execute(Request request, RequestContext context) {
    IdentityPoolId pool = request.identity().identityPoolId();
    PushSync pushSync = pools.required(pool);
    PlatformApplication application =
        PlatformApplication.forPlatform(pushSync.applicationArns(), request.platform())
            .orElseThrow(() -> noApplication(pool, request.platform()));
    String endpointArn = endpoints.enable(pool, application, pushSync.roleArn(), request.token());
    Device device = Device.of(request.identity(), request.platform(), request.token(), endpointArn);
    devices.register(device);
    return device.deviceId();
  }

  private static ApiException noApplication(IdentityPoolId pool, Platform platform) {
    return new ApiException(
        ErrorCode.INVALID_CONFIGURATION,
        "Identity pool %s has no platform application for %s among its PushSync's ApplicationArns."
            .formatted(pool, platform));
  }

  /** Who wants to be told, and where. */
  public record Request(Identity identity, Platform platform, PushToken token) {
    public Request {
      requireNonNull(identity);
      requireNonNull(platform);
      requireNonNull(token);
    }
  }
}
