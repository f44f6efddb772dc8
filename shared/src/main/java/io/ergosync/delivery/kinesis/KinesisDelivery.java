package io.ergosync.delivery.kinesis;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.ChangeObjects;
import io.ergosync.delivery.DeliveryResult;
import io.ergosync.delivery.OutwardChange;
import io.ergosync.delivery.Pause;
import io.ergosync.delivery.PoolDelivery;
import io.ergosync.domain.BulkPublishState.Target;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Cognito Streams: puts changes to the stream that their pool's configuration names. A stream that
 * cannot be used until its developer does something turns the pool's streaming off, as the original
 * did; its changes are dropped then. One that only lacks a permission has {@link #DENIED_TIME} to
 * get it, as this instance sees it. Safe for use by many threads.
 */
public final class KinesisDelivery implements PoolDelivery {
  /** How long a delivery beside others is tried. */
  public static final Duration ATTEMPTS_TIME = Duration.ofSeconds(3);

  /**
   * How long a permission has to be missing before streaming is turned off: IAM may take some
   * minutes to know everywhere what was just permitted.
   */
  public static final Duration DENIED_TIME = Duration.ofMinutes(5);

  private final PoolStreams pools;
  private final KinesisClientSource clients;
  private final StreamEntries entries;
  private final StreamWriter writer;
  private final Duration attemptsTime;
  private final Clock clock;
  private final FunctionLog log;

  /**
   * Delivery to the streams that configurations name.
   *
   * @param attemptsTime how long records are tried that Kinesis does not take, such as {@link
   *     #ATTEMPTS_TIME}
   */
  public KinesisDelivery(
      IdentityPoolStorage pools,
      KinesisClientSource clients,
      ChangeObjects objects,
      Duration attemptsTime,
      Clock clock,
      Pause pause,
      RandomGenerator random,
      FunctionLog log) {
    this.pools = new PoolStreams(pools, clock, log);
    this.clients = requireNonNull(clients);
    this.entries = new StreamEntries(objects);
    this.writer = new StreamWriter(clock, pause, random);
    this.attemptsTime = requireNonNull(attemptsTime);
    this.clock = requireNonNull(clock);
    this.log = requireNonNull(log);
  }

  @Override
  public void refresh() {
    pools.refresh();
  }

  @Override
  public boolean wanted(IdentityPoolId identityPoolId) {
    return pools.configuration(identityPoolId).cognitoStreams().enabled();
  }

  @Override
  public DeliveryResult deliver(IdentityPoolId identityPoolId, List<OutwardChange> changes) {
    return deliver(identityPoolId, pools.configuration(identityPoolId), changes);
  }

  /**
   * Puts changes as {@link #deliver(IdentityPoolId, List)} does, but only to the stream that they
   * are meant for. They are dropped once another one is configured.
   */
  public DeliveryResult deliver(
      IdentityPoolId identityPoolId, Target target, List<OutwardChange> changes) {
    IdentityPoolConfiguration read = pools.configuration(identityPoolId);
    if (!goesTo(read, target)) {
      // What is remembered may be older than the target.
      pools.refresh();
      read = pools.configuration(identityPoolId);
    }
    if (read.cognitoStreams().enabled() && !goesTo(read, target)) {
      return new DeliveryResult.Dropped(
          target.streamName().equals(read.cognitoStreams().streamName())
              ? "The role for the stream %s is another by now.".formatted(target.streamName())
              : "Changes go to the stream %s by now, no longer to %s."
                  .formatted(read.cognitoStreams().streamName(), target.streamName()));
    }
    return deliver(identityPoolId, read, changes);
  }

  private static boolean goesTo(IdentityPoolConfiguration read, Target target) {
    return read.cognitoStreams().enabled() && Target.of(read.cognitoStreams()).equals(target);
  }

  private DeliveryResult deliver(
      IdentityPoolId identityPoolId, IdentityPoolConfiguration read, List<OutwardChange> changes) {
    CognitoStreams streams = read.cognitoStreams();
    if (!streams.enabled()) {
      return new DeliveryResult.Dropped("Streaming is off.");
    }
    StreamPut put =
        new StreamPut(
            clients.client(identityPoolId, streams.roleArn()),
            streams.streamName(),
            entries,
            writer,
            clock.instant().plus(attemptsTime),
            changes);
    DeliveryResult result = put(put, identityPoolId, read);
    int streamed = changes.size() - put.left().size();
    if (streamed > 0) {
      log.write(
          LogLine.info("Changes were streamed.")
              .with("identityPoolId", identityPoolId)
              .with("stream", streams.streamName())
              .counting(Metric.CHANGES_STREAMED, streamed));
    }
    return result;
  }

  private boolean lasts(
      IdentityPoolId identityPoolId,
      UnusableStreams.Unusable unusable,
      IdentityPoolConfiguration read) {
    return !unusable.denied() || pools.deniedFor(identityPoolId, read).compareTo(DENIED_TIME) >= 0;
  }

  private DeliveryResult put(
      StreamPut put, IdentityPoolId identityPoolId, IdentityPoolConfiguration read) {
    try {
      put.run();
      pools.allowed(identityPoolId);
      return put.left().isEmpty()
          ? DeliveryResult.Delivered.DELIVERED
          : new DeliveryResult.Failed(put.left(), put.code());
    } catch (AwsServiceException e) {
      Optional<UnusableStreams.Unusable> unusable =
          UnusableStreams.of(e, read.cognitoStreams())
              .filter(found -> lasts(identityPoolId, found, read));
      return unusable.isPresent() && pools.turnOff(identityPoolId, read, unusable.get().reason())
          ? new DeliveryResult.Dropped(unusable.get().reason())
          : new DeliveryResult.Failed(put.left(), e.toString());
    } catch (SdkException e) {
      return new DeliveryResult.Failed(put.left(), e.toString());
    }
  }
}
