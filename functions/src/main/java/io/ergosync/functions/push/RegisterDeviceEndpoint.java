package io.ergosync.functions.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.DatasetMembers;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.Route;
import io.ergosync.api.json.Json;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link RegisterDevice}. */
public final class RegisterDeviceEndpoint {
  private static final MemberType<Platform> PLATFORM = MemberTypes.enumeration(platforms());

  /** The one for every form of the API. */
  public static final Endpoint<RegisterDevice.Request, DeviceId> ENDPOINT =
      new Endpoint<>(
          "RegisterDevice",
          // In the singular, unlike all others: so the service model has it.
          Route.of("POST", "/identitypools/{IdentityPoolId}/identity/{IdentityId}/device"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.COGNITO_IDENTITY),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.INVALID_CONFIGURATION,
              ErrorCode.TOO_MANY_REQUESTS),
          RegisterDeviceEndpoint::decode,
          RegisterDeviceEndpoint::encode);

  private RegisterDeviceEndpoint() {}

  private static Parsed<RegisterDevice.Request> decode(MemberReader members) {
    Parsed<Identity> identity = DatasetMembers.identity(members);
    Parsed<Platform> platform = members.required("Platform", PLATFORM);
    Parsed<PushToken> token = members.required("Token", MemberTypes.PUSH_TOKEN);
    return members.together(
        () -> new RegisterDevice.Request(identity.get(), platform.get(), token.get()));
  }

  private static ObjectNode encode(DeviceId deviceId) {
    return Json.object().put("DeviceId", deviceId.value());
  }

  private static Map<String, Platform> platforms() {
    Map<String, Platform> platforms = new LinkedHashMap<>();
    Arrays.stream(Platform.values()).forEach(platform -> platforms.put(platform.name(), platform));
    return Collections.unmodifiableMap(platforms);
  }
}
