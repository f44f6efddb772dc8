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

  /** One is under way. */
  record InProgress(String runId, Instant startTime) implements BulkPublishState {
    public InProgress {
      requireNonNull(runId);
      requireNonNull(startTime);
    }
  }

  /** All datasets were published. */
  record Succeeded(String runId, Instant startTime, Instant completeTime)
      implements BulkPublishState {
    public Succeeded {
      requireNonNull(runId);
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
   * The state after the start of another.
   *
   * @param runId what tells this one from all others
   * @throws BulkPublishInProgressException if one is under way
   * @throws AlreadyStreamedException if one succeeded less than {@link #WAIT_AFTER_SUCCESS} ago
   */
  default InProgress start(String runId, Instant now) {
    return switch (this) {
      case NotStarted _, Failed _ -> new InProgress(runId, now);
      case InProgress _ -> throw new BulkPublishInProgressException();
      case Succeeded success -> {
        Instant again = success.completeTime().plus(WAIT_AFTER_SUCCESS);
        if (now.isBefore(again)) {
          throw new AlreadyStreamedException(again);
        }
        yield new InProgress(runId, now);
      }
    };
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
