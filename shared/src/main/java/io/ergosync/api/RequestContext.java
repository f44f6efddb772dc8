package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import io.ergosync.auth.Caller;

/**
 * What surrounds a request.
 *
 * @param caller who sent it, allowed to
 * @param requestId what the log and the client know it by
 */
public record RequestContext(Caller caller, String requestId) {
  public RequestContext {
    requireNonNull(caller);
    requireNonNull(requestId);
  }
}
