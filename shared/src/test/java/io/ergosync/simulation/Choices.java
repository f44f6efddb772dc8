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
    Scheduler.Choice choice = awake(random);
    return random.nextInt(3) == 0 ? sleeping(choice, random, random.nextInt(10, 60)) : choice;
  }

  private static Scheduler.Choice awake(RandomGenerator random) {
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
   * Now and then the running actor falls asleep, wherever it is, until the others have passed very
   * many points or ended: what it goes on with then is long out of date.
   */
  static Scheduler.Choice sleeping(
      Scheduler.Choice choice, RandomGenerator random, int pointsMean) {
    Map<Actor, Integer> wakes = new HashMap<>();
    int[] points = {0};
    return (ready, current, pause) -> {
      points[0]++;
      if (current >= 0 && random.nextInt(pointsMean) == 0) {
        wakes.put(ready.get(current), points[0] + random.nextInt(20, 600));
      }
      List<Actor> awake =
          ready.stream().filter(actor -> wakes.getOrDefault(actor, 0) <= points[0]).toList();
      if (awake.isEmpty()) {
        wakes.clear();
        awake = ready;
      }
      Actor running = current < 0 ? null : ready.get(current);
      return ready.indexOf(awake.get(choice.next(awake, awake.indexOf(running), pause)));
    };
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
