package io.ergosync.trigger;

import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;

/**
 * What an update fails with when its trigger does not do its part. The client learns which part,
 * but neither the function's name nor what it wrote: the client is not its owner.
 */
public final class TriggerErrors {
  private TriggerErrors() {}

  /**
   * The function gave no valid answer.
   *
   * @param what goes on after "The SyncTrigger function"
   */
  public static ApiException invalidOutput(String what) {
    return new ApiException(
        ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT, "The SyncTrigger function " + what);
  }

  /** The same, with the failure that showed it. */
  public static ApiException invalidOutput(String what, Throwable cause) {
    return new ApiException(
        ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT, "The SyncTrigger function " + what, cause);
  }

  /** The function was too slow. */
  public static ApiException timedOut(Throwable cause) {
    return new ApiException(
        ErrorCode.LAMBDA_SOCKET_TIMEOUT,
        "The SyncTrigger function did not answer within 5 seconds; nothing was stored.",
        cause);
  }

  /** Lambda throttles the function. */
  public static ApiException throttled(Throwable cause) {
    return new ApiException(
        ErrorCode.LAMBDA_THROTTLED,
        "The SyncTrigger function is throttled; send the update again.",
        cause);
  }

  /** Lambda takes no payload that large. */
  public static ApiException payloadTooLarge() {
    return new ApiException(
        ErrorCode.LIMIT_EXCEEDED,
        "The dataset with this update is larger than the 6 MB that a SyncTrigger function can be given.");
  }

  /** Others changed the dataset for as long as there was time to ask the function again. */
  public static ApiException contended() {
    return new ApiException(
        ErrorCode.TOO_MANY_REQUESTS,
        "The dataset changes faster than its SyncTrigger function answers; send the update again.");
  }
}
