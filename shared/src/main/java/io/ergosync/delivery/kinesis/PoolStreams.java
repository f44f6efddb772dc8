package io.ergosync.delivery.kinesis;

import static java.util.Objects.requireNonNull;

import io.ergosync.cache.PoolCache;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Setting;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;

/**
 * Where the pools' changes go, as of a moment ago, and turning that off. Safe for use by many
 * threads.
 */
final class PoolStreams {
  private final IdentityPoolStorage pools;
  private final PoolCache<IdentityPoolConfiguration> configurations;
  private final FunctionLog log;

  PoolStreams(IdentityPoolStorage pools, Clock clock, FunctionLog log) {
    this.pools = requireNonNull(pools);
    this.configurations = new PoolCache<>(pools::configuration, clock);
    this.log = requireNonNull(log);
  }

  /** Has configurations read anew. */
  void refresh() {
    configurations.forgetAll();
  }

  /** A pool's configuration as of a moment ago. */
  IdentityPoolConfiguration configuration(IdentityPoolId identityPoolId) {
    return configurations.get(identityPoolId);
  }

  /**
   * Turns streaming off, until somebody sets it again.
   *
   * @param read the configuration that does not work
   * @return false if it was set anew since; then nothing is turned off
   */
  boolean turnOff(IdentityPoolId identityPoolId, IdentityPoolConfiguration read, String reason) {
    configurations.forget(identityPoolId);
    CognitoStreams streams = read.cognitoStreams();
    try {
      pools.setConfiguration(
          identityPoolId,
          read.with(
              new Setting.Kept<>(),
              new Setting.Replaced<>(
                  new CognitoStreams(
                      streams.streamName(), streams.roleArn(), StreamingStatus.DISABLED))));
    } catch (ConfigurationChangedException e) {
      return false;
    }
    log.write(
        LogLine.warn("Streaming was turned off; set CognitoStreams again once it is mended.")
            .with("identityPoolId", identityPoolId)
            .with("stream", streams.streamName())
            .with("reason", reason)
            .counting(Metric.STREAMING_TURNED_OFF, 1));
    return true;
  }
}
