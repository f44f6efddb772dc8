package io.ergosync.local.http;

/** The body of a request whose head has been read. */
@FunctionalInterface
public interface BodySource {
  /**
   * Reads the body to its end.
   *
   * @throws RefusedException if it is too large, broken off or too slow
   */
  Body read();
}
