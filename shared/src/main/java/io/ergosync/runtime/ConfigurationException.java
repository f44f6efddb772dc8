package io.ergosync.runtime;

/**
 * The configuration is unusable; the message is one sentence that says what to do. It stops the
 * start.
 */
public final class ConfigurationException extends RuntimeException {
  public ConfigurationException(String message) {
    super(message);
  }
}
