package io.ergosync.functions.push;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushToken;

/** Where apps on devices are reached. Safe for use by many threads. */
@FunctionalInterface
public interface PlatformEndpoints {
  /**
   * Makes the endpoint of an app on a device, or finds it, and sees to it that it is enabled and
   * has the token. May be repeated.
   *
   * @param identityPoolId the pool in whose name it happens
   * @param roleArn the role to do it in; empty for the function's own
   * @return the endpoint's ARN
   * @throws io.ergosync.api.ApiException InvalidConfigurationException if the role or the
   *     application cannot be used, InvalidParameterException if the platform cannot have such a
   *     token, TooManyRequestsException if SNS or STS throttles
   */
  String enable(
      IdentityPoolId identityPoolId,
      PlatformApplication application,
      String roleArn,
      PushToken token);
}
