package io.ergosync.simulation;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Runs schedules, as many at the same time as {@code simulation.threads} says.
 *
 * @param profiles the profile of a schedule, by its seed
 */
record Schedules(
    StorageUnderTest storage, Function<RandomGenerator, Profile> profiles, Saboteur saboteur) {
  private static final int PARALLEL = Integer.getInteger("simulation.threads", 2);

  /** A seed that does not pass, with what it violates. */
  record Failed(long seed, Throwable cause) {
    /** The invariant's name; of any other failure its kind. */
    String invariant() {
      return cause instanceof Violation violation
          ? violation.invariant()
          : cause.getClass().getSimpleName();
    }
  }

  /** Runs so many seeds from the first one; stops soon after one has failed. */
  Optional<Failed> run(long firstSeed, long count, Statistics statistics)
      throws InterruptedException {
    AtomicLong next = new AtomicLong(firstSeed);
    try (ExecutorService workers = Executors.newFixedThreadPool(PARALLEL)) {
      var futures =
          IntStream.range(0, PARALLEL)
              .mapToObj(i ->
                  workers.submit(() -> {
                    long end = firstSeed + count;
                    for (long seed = next.getAndIncrement();
                        seed < end;
                        seed = next.getAndIncrement()) {
                      Optional<Failed> failed = runOne(seed, statistics);
                      if (failed.isPresent()) {
                        next.set(end);
                        return failed;
                      }
                    }
                    return Optional.<Failed>empty();
                  }))
              .toList();
      return futures.stream()
          .flatMap(future -> result(future).stream())
          .min(java.util.Comparator.comparingLong(Failed::seed));
    }
  }

  private Optional<Failed> runOne(long seed, Statistics statistics) throws InterruptedException {
    try {
      statistics.addAll(simulation(seed, false).run());
      return Optional.empty();
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      return Optional.of(new Failed(seed, e));
    }
  }

  /** Runs one seed again, and returns everything that happened. */
  String replay(long seed) throws InterruptedException {
    Simulation simulation = simulation(seed, true);
    String end;
    try {
      end = "passes: " + simulation.run().counts();
    } catch (RuntimeException | AssertionError e) {
      end = String.valueOf(e.getMessage());
    }
    return String.join("\n", simulation.trace()) + "\n" + end;
  }

  private Simulation simulation(long seed, boolean tracing) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Simulation(storage, profiles.apply(random.split()), saboteur, random, tracing);
  }

  private static Optional<Failed> result(Future<Optional<Failed>> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
