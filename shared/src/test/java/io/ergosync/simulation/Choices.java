package io.ergosync.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Ways to choose who runs next. Each finds bugs that the others take long to find. */
final class Choices {
  private Choices() {}

  /** One of the ways below, by the seed. */
  static Scheduler.Choice any(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> uniform(random);
      case 1 -> persistent(random, 4);
      case 2 -> persistent(random, 12);
      default -> priorities(random, random.nextInt(4, 40));
    };
  }

  /** Everyone is as likely as the others: fine interleavings. */
  static Scheduler.Choice uniform(RandomGenerator random) {
    return (ready, current, pause) -> random.nextInt(ready.size());
  }

  /** Who runs goes on for so many points on average: a few actors meet, others get far ahead. */
  static Scheduler.Choice persistent(RandomGenerator random, int pointsMean) {
    return (ready, current, pause) ->
        current >= 0 && !pause && random.nextInt(pointsMean) > 0
            ? current
            : random.nextInt(ready.size());
  }

  /**
   * The actor of the highest priority runs; now and then the running one falls behind all others.
   * So one actor may sleep in the middle of an operation while others do very much (after PCT:
   * Burckhardt et al., "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs").
   */
  static Scheduler.Choice priorities(RandomGenerator random, int pointsMean) {
    Map<Actor, Double> priorities = new HashMap<>();
    double[] lowest = {0};
    return (List<Actor> ready, int current, boolean pause) -> {
      if (current >= 0 && (pause || random.nextInt(pointsMean) == 0)) {
        priorities.put(ready.get(current), --lowest[0]);
      }
      int best = 0;
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < ready.size(); i++) {
        double priority = priorities.computeIfAbsent(ready.get(i), actor -> random.nextDouble());
        if (priority > highest) {
          highest = priority;
          best = i;
        }
      }
      return best;
    };
  }
}
