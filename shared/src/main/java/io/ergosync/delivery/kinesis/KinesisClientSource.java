package io.ergosync.delivery.kinesis;

import io.ergosync.domain.IdentityPoolId;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Chooses the client that acts for an identity pool. Safe for use by many threads. */
@FunctionalInterface
public interface KinesisClientSource {
  /**
   * A client.
   *
   * @param roleArn the role that it acts in; empty for the function's own
   */
  KinesisClient client(IdentityPoolId identityPoolId, String roleArn);
}
