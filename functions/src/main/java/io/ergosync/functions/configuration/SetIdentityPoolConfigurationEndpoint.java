package io.ergosync.functions.configuration;

import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.Parsed;
import io.ergosync.api.PoolMembers;
import io.ergosync.api.Route;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.Setting;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link SetIdentityPoolConfiguration}. */
public final class SetIdentityPoolConfigurationEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<SetIdentityPoolConfiguration.Request, PoolConfiguration> ENDPOINT =
      new Endpoint<>(
          "SetIdentityPoolConfiguration",
          Route.of("POST", "/identitypools/{IdentityPoolId}/configuration"),
          Set.of(),
          Map.of(),
          EnumSet.of(CallerKind.DEVELOPER),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS,
              ErrorCode.CONCURRENT_MODIFICATION),
          SetIdentityPoolConfigurationEndpoint::decode,
          ConfigurationMembers::response);

  private SetIdentityPoolConfigurationEndpoint() {}

  private static Parsed<SetIdentityPoolConfiguration.Request> decode(MemberReader members) {
    Parsed<IdentityPoolId> pool = PoolMembers.identityPool(members);
    Parsed<Setting<PushSync>> pushSync =
        members.structure(
            "PushSync",
            push -> ConfigurationMembers.pushSync(push).map(Setting.Replaced::new),
            new Setting.Kept<>());
    Parsed<Setting<CognitoStreams>> streams =
        members.structure(
            "CognitoStreams",
            part -> ConfigurationMembers.cognitoStreams(part).map(Setting.Replaced::new),
            new Setting.Kept<>());
    return members.together(
        () -> new SetIdentityPoolConfiguration.Request(pool.get(), pushSync.get(), streams.get()));
  }
}
