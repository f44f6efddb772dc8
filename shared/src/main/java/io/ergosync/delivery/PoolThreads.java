package io.ergosync.delivery;

import io.ergosync.domain.IdentityPoolId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Does something for several pools beside each other. Safe for use by many threads. */
final class PoolThreads {
  private static final int CONCURRENCY_MAX = 16;

  /**
   * Returns when all is done; the first failure is thrown then. A single pool stays in the calling
   * thread.
   */
  <T> void forEach(Map<IdentityPoolId, T> byPool, BiConsumer<IdentityPoolId, T> action) {
    if (byPool.size() < 2) {
      byPool.forEach(action);
      return;
    }
    List<? extends Future<?>> done;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY_MAX, Thread.ofVirtual().factory())) {
      done =
          byPool.entrySet().stream()
              .map(pool -> threads.submit(() -> action.accept(pool.getKey(), pool.getValue())))
              .toList();
    }
    done.forEach(PoolThreads::rethrowFailure);
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
