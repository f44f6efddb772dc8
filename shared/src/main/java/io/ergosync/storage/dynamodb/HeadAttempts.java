package io.ergosync.storage.dynamodb;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import java.util.Optional;

/**
 * Repeats what has to be done over the newest head of a dataset until no other request is faster.
 */
record HeadAttempts(Heads heads, StorageSettings settings, Backoff backoff) {
  /** What is done over a head. */
  @FunctionalInterface
  interface Attempt<T> {
    /**
     * Does it.
     *
     * @return empty if the head was written by another request meanwhile
     * @throws StaleHeadException if what was read does not fit a head that was read before
     */
    Optional<T> over(Head head);
  }

  /**
   * Reads the head and makes an attempt over it, again and again.
   *
   * @throws ContendedException after {@link StorageSettings#attemptsMax} attempts
   * @throws CorruptDatasetException if what did not fit a head still does not, though nobody wrote
   *     the head meanwhile
   */
  <T> T untilDone(DatasetId id, Attempt<T> attempt) {
    Optional<StaleHeadException> stale = Optional.empty();
    for (int number = 1; number <= settings.attemptsMax(); number++) {
      Head head = heads.read(id);
      stale.ifPresent(found -> requireWritten(found, head));
      stale = Optional.empty();
      try {
        Optional<T> result = attempt.over(head);
        if (result.isPresent()) {
          return result.get();
        }
      } catch (StaleHeadException e) {
        stale = Optional.of(e);
      }
      backoff.pause(number);
    }
    throw new ContendedException(id);
  }

  /**
   * Requires that a head was written since it was read, which explains what did not fit it.
   *
   * @throws CorruptDatasetException if it was not
   */
  void requireWritten(StaleHeadException stale) {
    requireWritten(stale, heads.read(stale.head().id()));
  }

  private void requireWritten(StaleHeadException stale, Head newest) {
    Head now = newest.id().equals(stale.head().id()) ? newest : heads.read(stale.head().id());
    if (now.revision() == stale.head().revision()) {
      throw new CorruptDatasetException(now.id(), stale.getMessage());
    }
  }
}
