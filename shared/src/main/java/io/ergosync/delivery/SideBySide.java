package io.ergosync.delivery;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does something for several pools or messages at the same time, so that none waits for another
 * that does not answer. Safe for use by many threads.
 *
 * @param concurrencyMax how many at most
 */
record SideBySide(int concurrencyMax) {
  /**
   * Returns when all is done; the first failure is thrown then. A single one stays in the calling
   * thread.
   */
  <T> void forEach(Collection<T> items, Consumer<T> action) {
    if (items.size() < 2) {
      items.forEach(action);
      return;
    }
    List<? extends Future<?>> done;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(concurrencyMax, Thread.ofVirtual().factory())) {
      done = items.stream().map(item -> threads.submit(() -> action.accept(item))).toList();
    }
    done.forEach(SideBySide::rethrowFailure);
  }

  private static void rethrowFailure(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while deliveries were under way", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new IllegalStateException(failure);
      }
    }
  }
}
