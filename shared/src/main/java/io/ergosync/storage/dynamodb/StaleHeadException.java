package io.ergosync.storage.dynamodb;

/**
 * The head that was read is no longer the dataset's: start again from a new one. Never leaves this
 * package.
 */
final class StaleHeadException extends RuntimeException {
  StaleHeadException() {
    super("the head was written since it was read", null, false, false);
  }
}
