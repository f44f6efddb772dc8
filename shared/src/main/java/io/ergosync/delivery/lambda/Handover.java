package io.ergosync.delivery.lambda;

import static java.util.Objects.requireNonNull;

/** What became of an event that was to be handed to a function. */
sealed interface Handover {
  /** Lambda, or the function, has it. */
  enum Taken implements Handover {
    TAKEN
  }

  /** It can only be answered by the function itself, and there is no time for that here. */
  enum TooLarge implements Handover {
    TOO_LARGE
  }

  /** Nobody has it. */
  record Failed(String reason) implements Handover {
    public Failed {
      requireNonNull(reason);
    }
  }
}
