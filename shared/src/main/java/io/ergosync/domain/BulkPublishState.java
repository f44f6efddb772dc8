package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** How the newest bulk publish of an identity pool stands. */
public sealed interface BulkPublishState {
  /** How long after a success the next one has to wait (the original's developer guide). */
  Duration WAIT_AFTER_SUCCESS = Duration.ofHours(24);

  /** None was ever started. */
  enum NotStarted implements BulkPublishState {
    NOT_STARTED
  }

  /**
   * Where a bulk publish goes: it stays with the stream that was configured when it began.
   *
   * @param roleArn the role that may put records to it; empty for none
   */
  record Target(String streamName, String roleArn) {
    public Target {
      requireNonNull(streamName);
      requireNonNull(roleArn);
    }

    /** The stream of a configuration, whether streaming is on or not. */
    public static Target of(CognitoStreams streams) {
      return new Target(streams.streamName(), streams.roleArn());
    }
  }

  /** One is under way. */
  record InProgress(String runId, Target target, Instant startTime) implements BulkPublishState {
    public InProgress {
      requireNonNull(runId);
      requireNonNull(target);
      requireNonNull(startTime);
    }
  }

  /** All datasets were published. */
  record Succeeded(String runId, Target target, Instant startTime, Instant completeTime)
      implements BulkPublishState {
    public Succeeded {
      requireNonNull(runId);
      requireNonNull(target);
      requireNonNull(startTime);
      requireNonNull(completeTime);
    }
  }

  /** Some dataset could not be published. */
  record Failed(String runId, Instant startTime, String failureMessage)
      implements BulkPublishState {
    public Failed {
      requireNonNull(runId);
      requireNonNull(startTime);
      requireNonNull(failureMessage);
    }
  }

  /**
   * The state after the start of another. One to another stream is no obstacle: it can only fail,
   * because that stream is no longer configured.
   *
   * @param runId unique among all runs
   * @throws BulkPublishInProgressException if one to the same stream is under way
   * @throws AlreadyStreamedException if one to the same stream succeeded less than {@link
   *     #WAIT_AFTER_SUCCESS} ago
   */
  default InProgress start(String runId, Target target, Instant now) {
    switch (this) {
      case InProgress run when run.target().equals(target) ->
          throw new BulkPublishInProgressException();
      case Succeeded success when success.target().equals(target) -> {
        Instant again = success.completeTime().plus(WAIT_AFTER_SUCCESS);
        if (now.isBefore(again)) {
          throw new AlreadyStreamedException(again);
        }
      }
      case NotStarted _, InProgress _, Succeeded _, Failed _ -> {}
    }
    return new InProgress(runId, target, now);
  }

  /** How a run ends that had {@link BulkPublishProgress#ATTEMPTS_MAX} attempts in vain. */
  static Failed withoutProgress(InProgress run) {
    return new Failed(
        run.runId(),
        run.startTime(),
        "Nothing more could be published in %s attempts; the log of BulkPublishWorker says why."
            .formatted(BulkPublishProgress.ATTEMPTS_MAX));
  }

  /** Whether it is the run of that id, under way or ended. */
  default boolean isRun(String runId) {
    return switch (this) {
      case NotStarted _ -> false;
      case InProgress run -> run.runId().equals(runId);
      case Succeeded run -> run.runId().equals(runId);
      case Failed run -> run.runId().equals(runId);
    };
  }
}
