package io.ergosync.delivery.sns;

import io.ergosync.domain.IdentityPoolId;
import software.amazon.awssdk.services.sns.SnsClient;

/** Chooses the client that acts for an identity pool. Safe for use by many threads. */
@FunctionalInterface
public interface SnsClientSource {
  /**
   * A client.
   *
   * @param region where it talks to SNS
   * @param roleArn the role that it acts in; empty for the function's own
   */
  SnsClient client(IdentityPoolId identityPoolId, String region, String roleArn);
}
