package io.ergosync.storage.dynamodb;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs independent requests, some of them at the same time. */
public interface Parallel {
  /** One after the other, in the calling thread. */
  Parallel NONE =
      new Parallel() {
        @Override
        public <T> void forEach(List<T> items, Consumer<T> action) {
          items.forEach(action);
        }
      };

  /**
   * Runs the action for each item and returns when all are done. If one fails, its exception is
   * thrown once all have ended.
   */
  <T> void forEach(List<T> items, Consumer<T> action);

  /** At most so many at the same time, each on a virtual thread. */
  static Parallel upTo(int concurrencyMax) {
    return new Parallel() {
      @Override
      public <T> void forEach(List<T> items, Consumer<T> action) {
        if (items.size() < 2) {
          items.forEach(action);
        } else {
          runBounded(items, action, concurrencyMax);
        }
      }
    };
  }

  private static <T> void runBounded(List<T> items, Consumer<T> action, int concurrencyMax) {
    Semaphore permits = new Semaphore(concurrencyMax);
    List<? extends Future<?>> futures;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      futures =
          items.stream()
              .map(item ->
                  threads.submit(() -> {
                    permits.acquireUninterruptibly();
                    try {
                      action.accept(item);
                    } finally {
                      permits.release();
                    }
                  }))
              .toList();
    }
    futures.forEach(Parallel::rethrowFailure);
  }

  private static void rethrowFailure(Future<?> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were under way", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new IllegalStateException(failure);
      }
    }
  }
}
