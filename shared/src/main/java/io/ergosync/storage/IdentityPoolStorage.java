package io.ergosync.storage;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.Map;

/**
 * Where identity pools keep what developers set for them. Each method acts at one moment between
 * its call and its return, and may be called by any number of threads and processes at the same
 * time. What it refuses or fails with is a {@link io.ergosync.domain.StorageException}; any other
 * exception means that the outcome is unknown.
 */
public interface IdentityPoolStorage {
  /**
   * The configuration of a pool as of now (access pattern 9); {@link
   * IdentityPoolConfiguration#NEVER_SET} for a fresh one.
   */
  IdentityPoolConfiguration configuration(IdentityPoolId identityPoolId);

  /**
   * Sets the configuration (access pattern 10). Setting the same again is answered as the first
   * time.
   *
   * @param next the revision after the one that was read
   * @throws io.ergosync.domain.ConfigurationChangedException if someone else set it since
   */
  void setConfiguration(IdentityPoolId identityPoolId, IdentityPoolConfiguration next);

  /** The functions of a pool's events as of now (access pattern 11); empty for a fresh pool. */
  Map<CognitoEvent, LambdaFunctionArn> events(IdentityPoolId identityPoolId);

  /** Sets the function of one event and leaves the others as they are (access pattern 12). */
  void setEvent(IdentityPoolId identityPoolId, CognitoEvent event, LambdaFunctionArn function);

  /** Removes the function of one event, if it has one (access pattern 12). */
  void removeEvent(IdentityPoolId identityPoolId, CognitoEvent event);
}
