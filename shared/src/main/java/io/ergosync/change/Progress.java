package io.ergosync.change;

import static java.util.Objects.requireNonNull;

/** How far the changes of a batch were dealt with. */
public sealed interface Progress {
  /** All of them were. */
  enum Complete implements Progress {
    COMPLETE
  }

  /**
   * Some were: the changes from one on have to come again.
   *
   * @param index the place of that change in the batch's list, from 0; all before it are dealt with
   * @param cause why; its message holds no record value
   */
  record Stopped(int index, RuntimeException cause) implements Progress {
    public Stopped {
      requireNonNull(cause);
    }
  }
}
