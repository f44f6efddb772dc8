package io.ergosync.storage;

import io.ergosync.domain.BulkPublishProgress;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.IdentityPoolId;
import java.util.Optional;

/**
 * How the bulk publish of each identity pool stands. Each method acts at one moment between its
 * call and its return, and may be called by any number of threads and processes at the same time.
 */
public interface BulkPublishStorage {
  /** How the pool's newest bulk publish stands (access pattern 17). */
  BulkPublishState state(IdentityPoolId identityPoolId);

  /**
   * Starts one (access pattern 18). Of several that start at the same time one is started. Starting
   * the same run again while it is under way is answered as the first time.
   *
   * @param runId what tells this one from all others
   * @throws io.ergosync.domain.BulkPublishInProgressException if one is under way
   * @throws io.ergosync.domain.AlreadyStreamedException if one succeeded less than 24 hours ago
   */
  BulkPublishState.InProgress start(IdentityPoolId identityPoolId, String runId);

  /** How far a run came (access pattern 17); empty if it is not under way. */
  Optional<BulkPublishProgress> progress(IdentityPoolId identityPoolId, String runId);

  /**
   * Notes how far a run came (access pattern 18), if it is still where it was.
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
