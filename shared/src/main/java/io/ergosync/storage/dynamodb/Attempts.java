package io.ergosync.storage.dynamodb;

import io.ergosync.domain.ThrottledException;

/** The bound on how often DynamoDB may leave part of a batch undone. */
final class Attempts {
  private Attempts() {}

  /** Waits before the next attempt, or gives up. */
  static void next(int attempt, StorageSettings settings, Backoff backoff) {
    if (attempt >= settings.attemptsMax()) {
      throw new ThrottledException(
          new IllegalStateException("a batch was left undone %s times".formatted(attempt)));
    }
    backoff.pause(attempt);
  }
}
