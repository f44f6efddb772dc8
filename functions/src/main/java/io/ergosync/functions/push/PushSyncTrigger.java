package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.Push;
import io.ergosync.delivery.PushSender;
import io.ergosync.domain.DatasetId;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.PushConfiguration;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Tells devices that datasets have changed which they subscribed to, except the devices that
 * changed them. A push that fails for now goes to the delivery queue, so that it holds up no other.
 * Safe for use by many threads.
 */
public final class PushSyncTrigger {
  /**
   * How long a batch is sent for; what is left then goes to the queue unsent. With the last call
   * that was begun (11 seconds with STS) it stays within the function's timeout of 60 seconds.
   */
  static final Duration SENDING_TIME_MAX = Duration.ofSeconds(30);

  /** SNS throttles for seconds rather than minutes. */
  static final Duration RETRY_DELAY = Duration.ofSeconds(10);

  private final Audiences audiences;
  private final PushSender sender;
  private final DeliveryQueue queue;
  private final FunctionLog log;
  private final Clock clock;
  private final Parallel parallel;

  /**
   * A trigger.
   *
   * @param parallel runs the requests of a batch
   */
  public PushSyncTrigger(
      PushConfiguration configuration,
      DeviceStorage devices,
      PushSender sender,
      DeliveryQueue queue,
      FunctionLog log,
      Clock clock,
      Parallel parallel) {
    this.audiences = new Audiences(configuration, devices, parallel);
    this.sender = requireNonNull(sender);
    this.queue = requireNonNull(queue);
    this.log = requireNonNull(log);
    this.clock = requireNonNull(clock);
    this.parallel = requireNonNull(parallel);
  }

  /** A push for commits of which the first is at an index. */
  private record Indexed(int firstIndex, Push push) {}

  /**
   * Tells of the commits among changes, those of one dataset together. Commits are told together
   * only with others before the first failure: what comes again is told again, and nothing is left
   * out for it.
   */
  public Progress tell(List<TableChange> changes) {
    Instant end = clock.instant().plus(SENDING_TIME_MAX);
    List<CoalescedCommit> commits = CoalescedCommit.of(changes);
    Audiences.Found found = audiences.find(commits.stream().map(CoalescedCommit::dataset).toList());
    Progress lookedUp = progress(commits, found.failures());
    List<TableChange> ready =
        switch (lookedUp) {
          case Progress.Complete _ -> changes;
          case Progress.Stopped(int index, RuntimeException _) -> changes.subList(0, index);
        };
    Collection<Indexed> left = send(pushes(ready, found.audiences()), end);
    return left.isEmpty() ? lookedUp : enqueue(left, lookedUp);
  }

  private static Progress progress(
      List<CoalescedCommit> commits, Map<DatasetId, RuntimeException> failures) {
    return commits.stream()
        .filter(commit -> failures.containsKey(commit.dataset()))
        .findFirst()
        .<Progress>map(
            commit -> new Progress.Stopped(commit.firstIndex(), failures.get(commit.dataset())))
        .orElse(Progress.Complete.COMPLETE);
  }

  private static List<Indexed> pushes(
      List<TableChange> changes, Map<DatasetId, Audience> audiences) {
    return CoalescedCommit.of(changes).stream()
        .flatMap(commit -> pushes(commit, audiences.get(commit.dataset())))
        .toList();
  }

  private static Stream<Indexed> pushes(CoalescedCommit commit, Audience audience) {
    return audience.devices().stream()
        .filter(device -> commit.isNewsTo(device.device().deviceId()))
        .map(device ->
            new Indexed(
                commit.firstIndex(),
                new Push(commit.dataset(), commit.syncCount(), device, audience.roleArn())));
  }

  /** Sends pushes and returns those that have to be sent later. */
  private Collection<Indexed> send(List<Indexed> pushes, Instant end) {
    AtomicLong delivered = new AtomicLong();
    Collection<Indexed> left = new ConcurrentLinkedQueue<>();
    parallel.forEach(
        pushes,
        each -> {
          switch (clock.instant().isBefore(end)
              ? sender.send(each.push())
              : PushSender.Outcome.FAILED) {
            case DELIVERED -> delivered.incrementAndGet();
            case DROPPED -> {}
            case DENIED, FAILED -> left.add(each);
          }
        });
    if (delivered.get() > 0) {
      log.write(LogLine.info("Devices were told.").counting(Metric.PUSHES, delivered.get()));
    }
    return left;
  }

  private Progress enqueue(Collection<Indexed> left, Progress lookedUp) {
    try {
      Instant now = clock.instant();
      queue.send(left.stream().map(each -> each.push().undelivered(now)).toList(), RETRY_DELAY);
    } catch (RuntimeException e) {
      return new Progress.Stopped(
          left.stream().mapToInt(Indexed::firstIndex).min().orElseThrow(), e);
    }
    log.write(
        LogLine.warn("Devices will be told later.")
            .counting(Metric.DELIVERIES_QUEUED, left.size()));
    return lookedUp;
  }
}
