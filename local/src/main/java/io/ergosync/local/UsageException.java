package io.ergosync.local;

/** The command line is wrong; the message is one sentence. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
