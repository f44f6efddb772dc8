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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the pools' changes go, as of a moment ago, and turning that off. Safe for use by many
 * threads.
 */
final class PoolStreams {
  private final IdentityPoolStorage pools;
  private final PoolCache<IdentityPoolConfiguration> configurations;
  private final Clock clock;
  private final FunctionLog log;
  private final Map<IdentityPoolId, Denial> denials = new ConcurrentHashMap<>();

  /** Since when a configuration has lacked a permission. */
  private record Denial(long revision, Instant since) {}

  PoolStreams(IdentityPoolStorage pools, Clock clock, FunctionLog log) {
    this.pools = requireNonNull(pools);
    this.configurations = new PoolCache<>(pools::configuration, clock);
    this.clock = requireNonNull(clock);
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

  /** Notes that a pool's stream took something. */
  void allowed(IdentityPoolId identityPoolId) {
    denials.remove(identityPoolId);
  }

  /** Notes that a configuration lacks a permission, and says for how long it has, here. */
  Duration deniedFor(IdentityPoolId identityPoolId, IdentityPoolConfiguration read) {
    Instant now = clock.instant();
    Denial denial =
        denials.compute(
            identityPoolId,
            (_, known) ->
                known != null && known.revision() == read.revision()
                    ? known
                    : new Denial(read.revision(), now));
    return Duration.between(denial.since(), now);
  }

  /**
   * Turns streaming off, until somebody sets it again.
   *
   * @param read the configuration that does not work
   * @return false if it was set anew since; then nothing is turned off
   */
  boolean turnOff(IdentityPoolId identityPoolId, IdentityPoolConfiguration read, String reason) {
    configurations.forget(identityPoolId);
    denials.remove(identityPoolId);
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
