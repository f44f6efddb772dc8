package io.ergosync.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** Things to close in the reverse order of their opening, each whatever became of the others. */
final class Resources implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Remembers a thing that was opened. */
  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /**
   * Closes all that is open.
   *
   * @throws IllegalStateException once all have been tried, if one cannot be closed
   */
  @Override
  public void close() {
    IllegalStateException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        failure = new IllegalStateException("The local cloud did not close cleanly.", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
