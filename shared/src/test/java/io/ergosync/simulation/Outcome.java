package io.ergosync.simulation;

import io.ergosync.domain.StorageException;

/** How an operation ended, as its actor sees it. */
sealed interface Outcome {
  /** With a result. */
  record Answered(Object result) implements Outcome {}

  /** With a failure in words of the domain. */
  record Refused(StorageException failure) implements Outcome {}

  /** With what its trigger threw. */
  record Vetoed(RuntimeException failure) implements Outcome {}

  /** With a failure that says nothing about what happened. */
  record Unknown(RuntimeException failure) implements Outcome {}

  /** Not at all: its process died. */
  enum Crashed implements Outcome {
    CRASHED
  }

  /** Whether the actor knows whether anything happened. */
  default boolean certain() {
    return switch (this) {
      case Answered _, Vetoed _ -> true;
      case Refused(io.ergosync.domain.ContendedException _) -> false;
      case Refused(io.ergosync.domain.ThrottledException _) -> false;
      case Refused _ -> true;
      case Unknown _, Crashed _ -> false;
    };
  }
}
