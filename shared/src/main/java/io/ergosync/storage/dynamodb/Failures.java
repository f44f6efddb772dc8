package io.ergosync.storage.dynamodb;

import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.ThrottledException;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Turns what DynamoDB fails with into words of the domain, in one place. */
final class Failures {
  private Failures() {}

  /** Runs a storage operation that returns nothing. */
  static void translatedRun(Runnable operation) {
    translated(() -> {
      operation.run();
      return true;
    });
  }

  /** Runs a storage operation. */
  static <T> T translated(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (DynamoDbException e) {
      if (e.isThrottlingException()) {
        throw new ThrottledException(e);
      }
      throw e;
    } catch (IllegalArgumentException e) {
      // The arguments of the storage check themselves before it sees them: this is an item that can
      // not be decoded.
      throw new CorruptDatasetException(String.valueOf(e.getMessage()), e);
    }
  }
}
