package io.ergosync.storage;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;

/**
 * How the bulk publish of each identity pool stands. Each method acts at one moment between its
 * call and its return, and may be called by any number of threads and processes at the same time.
 */
public interface BulkPublishStorage {
  /** How the pool's newest bulk publish stands (access pattern 17). */
  BulkPublishState state(IdentityPoolId identityPoolId);

  /**
   * Starts one (access pattern 18). Of several that start at the same time one is started. Starting
   * the same run again while it is under way is answered as the first time. One to another stream
   * that is under way ends.
   *
   * @param runId unique among all runs
   * @param target where it goes
   * @throws io.ergosync.domain.BulkPublishInProgressException if one to the same stream is under
   *     way
   * @throws io.ergosync.domain.AlreadyStreamedException if one to the same stream succeeded less
   *     than 24 hours ago
   */
  BulkPublishState.InProgress start(
      IdentityPoolId identityPoolId, String runId, BulkPublishState.Target target);

  /**
   * Begins another attempt to go on with a run (access pattern 18). One that has had {@link
   * BulkPublishProgress#ATTEMPTS_MAX} attempts since it last came further ends FAILED instead.
   */
  Attempt attempt(IdentityPoolId identityPoolId, String runId);

  /** What came of the beginning of an attempt. */
  sealed interface Attempt {
    /** It has begun. */
    record Begun(BulkPublishState.InProgress run, BulkPublishProgress progress) implements Attempt {
      public Begun {
        requireNonNull(run);
        requireNonNull(progress);
      }
    }

    /** There were too many; the run has failed. */
    record TooMany(BulkPublishState.Failed end) implements Attempt {
      public TooMany {
        requireNonNull(end);
      }
    }

    /** The run is not under way. */
    enum NotUnderWay implements Attempt {
      NOT_UNDER_WAY
    }
  }

  /**
   * Stores how far a run came (access pattern 18), if it is still where it was; its attempts count
   * from then on.
   *
   * @param from where it was when the caller looked
   * @return false if it is elsewhere by now, or not under way; this changes nothing then
   */
  boolean advance(
      IdentityPoolId identityPoolId,
      String runId,
      BulkPublishProgress from,
      BulkPublishProgress to);

  /**
   * Ends a run well (access pattern 18).
   *
   * @return whether the run has succeeded, now or before; false if it failed or is not the pool's
   *     newest, which changes nothing
   */
  boolean succeed(IdentityPoolId identityPoolId, String runId);

  /**
   * Ends a run that could not publish everything (access pattern 18).
   *
   * @param message for the developer, from 1 to 1,024 characters
   * @return whether the run has failed, now or before; false if it succeeded or is not the pool's
   *     newest, which changes nothing
   */
  boolean fail(IdentityPoolId identityPoolId, String runId, String message);
}
