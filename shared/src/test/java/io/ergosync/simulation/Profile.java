package io.ergosync.simulation;

import io.ergosync.domain.Limits;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a schedule is made of.
 *
 * @param operations how many operations each actor runs
 * @param datasets how many dataset names each identity's clients use
 * @param keys how many record keys there are
 * @param settings those of the storages: several if functions of several versions run
 * @param leaps at how many points of a thousand hours pass
 * @param skewMillisMax how wrong clocks are at most
 * @param parallel whether an operation's independent requests overlap
 */
record Profile(
    int actors,
    int operations,
    int identities,
    int datasets,
    int keys,
    List<StorageSettings> settings,
    Limits limits,
    Weights weights,
    FaultRates faults,
    int leaps,
    int skewMillisMax,
    boolean parallel) {
  private static final int OPERATIONS = 26;
  private static final int OPERATIONS_LONG = 400;

  /** How likely each kind of operation is, relative to the others. */
  record Weights(
      int update,
      int again,
      int list,
      int delete,
      int merge,
      int settle,
      int housekeep,
      int describe,
      int listDatasets,
      int readCommit) {
    static final Weights MIXED = new Weights(50, 3, 22, 5, 4, 6, 16, 2, 3, 4);

    /** Datasets come and go, with cleaning and lists beside. */
    static final Weights SHORT_LIVED = new Weights(40, 3, 30, 14, 0, 4, 22, 1, 1, 3);

    /** Identities are merged into each other, again and again. */
    static final Weights MERGING = new Weights(50, 3, 14, 4, 22, 4, 10, 1, 2, 2);

    /** Updates are sent again long after, in other lives of their dataset too. */
    static final Weights FORGETFUL = new Weights(80, 14, 2, 4, 1, 2, 2, 0, 0, 0);

    /** Chunks are written all the time and collected beside. */
    static final Weights COLLECTING = new Weights(45, 1, 12, 4, 2, 8, 50, 0, 0, 6);
  }

  /** One of many, by the seed. */
  static Profile any(RandomGenerator random) {
    Weights weights =
        switch (random.nextInt(8)) {
          case 0 -> Weights.SHORT_LIVED;
          case 1, 2 -> Weights.MERGING;
          case 3 -> Weights.FORGETFUL;
          case 4 -> Weights.COLLECTING;
          default -> Weights.MIXED;
        };
    boolean isLong = random.nextInt(1_500) == 0;
    boolean forgetful = weights.equals(Weights.FORGETFUL);
    int actors = forgetful ? random.nextInt(1, 4) : random.nextInt(2, 6);
    int operations = isLong ? OPERATIONS_LONG : forgetful ? 2 * OPERATIONS : OPERATIONS;
    int identities =
        weights.equals(Weights.MERGING)
            ? random.nextInt(2, 4)
            : forgetful ? 1 : random.nextInt(1, 4);
    int datasets = forgetful ? 1 : random.nextInt(1, 3);
    return new Profile(
        actors,
        (operations + actors - 1) / actors,
        identities,
        datasets,
        isLong ? one(random, 7, 40, 150) : forgetful ? one(random, 8, 30) : random.nextInt(3, 8),
        settings(random),
        new Limits(
            one(random, 1, 2, 3, 20),
            isLong || forgetful ? 200 : one(random, 4, 20),
            isLong || forgetful ? 20_000 : one(random, 150, 10_000),
            isLong || forgetful ? 400 : one(random, 20, 30)),
        weights,
        switch (random.nextInt(5)) {
          case 0, 1 -> FaultRates.NONE;
          case 2 -> FaultRates.SOME;
          case 3 -> FaultRates.NETWORK;
          default -> FaultRates.MANY;
        },
        weights.equals(Weights.COLLECTING) ? one(random, 20, 100) : one(random, 0, 5, 40),
        one(random, 5, 5, 100_000_000),
        random.nextInt(3) == 0);
  }

  private static List<StorageSettings> settings(RandomGenerator random) {
    int attemptsMax = one(random, 60, 60, 12, 3);
    StorageSettings one = settings(random, attemptsMax);
    return random.nextInt(6) == 0 ? List.of(one, settings(random, attemptsMax)) : List.of(one);
  }

  private static StorageSettings settings(RandomGenerator random, int attemptsMax) {
    return random.nextInt(12) == 0
        ? new StorageSettings(2_048, 8_192, 300_000, 360_000, attemptsMax)
        : new StorageSettings(
            one(random, 0, 60, 120, 250),
            one(random, 0, 90, 200, 2_000),
            one(random, 10, 40, 2_000),
            one(random, 20, 50, 150, 150, 400),
            attemptsMax);
  }

  private static int one(RandomGenerator random, int... values) {
    return values[random.nextInt(values.length)];
  }
}
