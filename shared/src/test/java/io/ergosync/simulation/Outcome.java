package io.ergosync.simulation;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;

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

  /**
   * Whether what was asked for can no longer happen. That an identity has too many datasets says
   * nothing of its dataset: an earlier try that is still on its way succeeds if there is room again
   * when it arrives.
   */
  default boolean refusedForGood() {
    return switch (this) {
      case Refused(LimitExceededException failure) ->
          !failure.getMessage().startsWith("An identity can have");
      case Refused _, Vetoed _ -> certain();
      case Answered _, Unknown _, Crashed _ -> false;
    };
  }

  /** Whether the actor knows whether anything happened. */
  default boolean certain() {
    return switch (this) {
      case Answered _, Vetoed _ -> true;
      case Refused(ContendedException _) -> false;
      case Refused(ThrottledException _) -> false;
      case Refused _ -> true;
      case Unknown _, Crashed _ -> false;
    };
  }
}
