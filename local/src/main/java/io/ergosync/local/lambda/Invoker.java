package io.ergosync.local.lambda;

import io.ergosync.local.http.Body;

/** Invokes one function. Safe for use by many threads. */
@FunctionalInterface
public interface Invoker {
  /** The most bytes of a batch; Lambda gives a function no larger event. */
  int PAYLOAD_BYTES_MAX = LocalFunction.PAYLOAD_BYTES_MAX;

  /** Invokes it and waits for it. */
  InvocationResult invoke(Body payload, String requestId);
}
