package io.ergosync.domain;

/** The configuration was set by someone else since it was read. Nothing was changed. */
public final class ConfigurationChangedException extends StorageException {
  public ConfigurationChangedException(IdentityPoolId identityPoolId) {
    super(
        "The configuration of identity pool %s was changed by another request at the same time."
            .formatted(identityPoolId));
  }
}
