package io.ergosync.local.invoke;

import io.ergosync.local.http.Body;

/** What a runtime came to. */
public sealed interface RuntimeAnswer {
  /** The function answered. */
  record Answered(Body payload) implements RuntimeAnswer {}

  /**
   * The function failed, and the runtime said how.
   *
   * @param error JSON with errorMessage, errorType and stackTrace
   */
  record Failed(Body error) implements RuntimeAnswer {}

  /** The runtime itself is gone, or hangs. */
  record Crashed(String reason) implements RuntimeAnswer {}
}
