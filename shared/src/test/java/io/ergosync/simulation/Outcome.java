package io.ergosync.simulation;

import io.ergosync.domain.StorageException;

/** How an operation ended, as its actor sees it. */
sealed interface Outcome {
  /** With a result. */
  record Answered(Object result) implements Outcome {}

  /** With a failure in words of the domain. */
  record Refused(StorageException failure) implements Outcome {}

  /** With a failure that says nothing about what happened. */
  record Unknown(RuntimeException failure) implements Outcome {}

  /** Not at all: its process died. */
  enum Crashed implements Outcome {
    CRASHED
  }
}
