package io.ergosync.simulation;

import io.ergosync.domain.Limits;
import io.ergosync.simulation.StorageUnderTest.Budgets;
import java.util.random.RandomGenerator;

/**
 * What a schedule is made of.
 *
 * @param operations how many operations each actor runs
 * @param datasets how many dataset names there are
 * @param keys how many record keys there are
 */
record Profile(
    int actors,
    int operations,
    int datasets,
    int keys,
    Budgets budgets,
    Limits limits,
    Weights weights,
    FaultRates faults) {
  /** How likely each kind of operation is, relative to the others. */
  record Weights(
      int update, int list, int delete, int settle, int housekeep, int describe, int listDatasets) {
    static final Weights MIXED = new Weights(50, 26, 5, 8, 12, 3, 3);

    /** Datasets come and go, with cleaning and lists beside. */
    static final Weights SHORT_LIVED = new Weights(40, 34, 14, 4, 22, 1, 1);
  }

  /** One of many, by the seed. */
  static Profile any(RandomGenerator random) {
    int actors = random.nextInt(2, 7);
    int datasets = random.nextInt(1, 4);
    return new Profile(
        actors,
        (25 + actors - 1) / actors,
        datasets,
        random.nextInt(3, 8),
        new Budgets(
            one(random, 0, 60, 120, 250),
            one(random, 0, 90, 200, 2_000),
            one(random, 10, 40, 2_000),
            one(random, 50, 150)),
        new Limits(
            random.nextInt(1, datasets + 1),
            one(random, 4, 20),
            one(random, 150, 10_000),
            one(random, 20, 20)),
        random.nextInt(4) == 0 ? Weights.SHORT_LIVED : Weights.MIXED,
        switch (random.nextInt(3)) {
          case 0 -> FaultRates.NONE;
          case 1 -> FaultRates.SOME;
          default -> FaultRates.MANY;
        });
  }

  private static int one(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }
}
