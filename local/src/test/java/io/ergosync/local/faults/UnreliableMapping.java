package io.ergosync.local.faults;

import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.local.lambda.Invoker;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What can happen to a batch on its way to a function and back: its answer is lost, so that all of
 * it comes again although all of it was done; it does not arrive, so that it is split; it arrives
 * after batches of other identities that were read later.
 */
final class UnreliableMapping implements Invoker {
  /** A batch that waits for others does not wait for ever: there may be none. */
  private static final long WAIT_MILLISECONDS_MAX = 250;

  private static final int OVERTAKEN_BY = 3;

  private final Invoker function;
  private final Random random;
  private final double rate;
  private final AtomicReference<CountDownLatch> waiting =
      new AtomicReference<>(new CountDownLatch(0));

  final AtomicInteger redelivered = new AtomicInteger();
  final AtomicInteger split = new AtomicInteger();
  final AtomicInteger delayed = new AtomicInteger();
  final AtomicInteger batches = new AtomicInteger();

  /**
   * @param rate how many batches meet each of the faults
   */
  UnreliableMapping(Invoker function, Random random, double rate) {
    this.function = function;
    this.random = random;
    this.rate = rate;
  }

  private enum Fate {
    LOST_ANSWER,
    LOST,
    LATE,
    FINE
  }

  @Override
  public InvocationResult invoke(Body payload, String requestId) {
    batches.incrementAndGet();
    waiting.get().countDown();
    return switch (fate()) {
      case LOST_ANSWER -> {
        function.invoke(payload, requestId);
        redelivered.incrementAndGet();
        yield new InvocationResult.Failed("its answer was lost");
      }
      case LOST -> {
        split.incrementAndGet();
        yield new InvocationResult.Failed("it did not arrive");
      }
      case LATE -> {
        delayed.incrementAndGet();
        awaitOthers();
        yield function.invoke(payload, requestId);
      }
      case FINE -> function.invoke(payload, requestId);
    };
  }

  private synchronized Fate fate() {
    double draw = random.nextDouble();
    return draw < rate
        ? Fate.LOST_ANSWER
        : draw < 2 * rate ? Fate.LOST : draw < 3 * rate ? Fate.LATE : Fate.FINE;
  }

  private void awaitOthers() {
    CountDownLatch others = new CountDownLatch(OVERTAKEN_BY);
    waiting.set(others);
    try {
      if (!others.await(WAIT_MILLISECONDS_MAX, TimeUnit.MILLISECONDS)) {
        // Nobody came: then it is late all the same.
        others.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
