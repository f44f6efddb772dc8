package io.ergosync.local.lambda;

import io.ergosync.local.http.Body;

/** How an invocation ended. */
public sealed interface InvocationResult {
  /**
   * The function answered.
   *
   * @param payload what it wrote
   */
  record Answered(Body payload) implements InvocationResult {}

  /**
   * The function failed, or its answer was too large.
   *
   * @param reason one sentence for the log
   */
  record Failed(String reason) implements InvocationResult {}

  /** The function was still running at its timeout. */
  record TimedOut() implements InvocationResult {}
}
