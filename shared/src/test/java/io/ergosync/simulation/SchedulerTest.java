package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The scheduler on a toy: a counter that several actors raise with optimistic locking. */
class SchedulerTest {
  private static final int ACTORS = 4;
  private static final int INCREMENTS = 3;

  @Test
  void run_counterThatComparesBeforeItSets_losesNothingInAnySchedule() throws Exception {
    for (long seed = 0; seed < 2_000; seed++) {
      assertThat(new Toy(seed, true).run()).as("seed %d", seed).isEqualTo(ACTORS * INCREMENTS);
    }
  }

  @Test
  void run_counterThatSetsBlindly_losesIncrementsInMostSchedules() throws Exception {
    int losing = 0;
    for (long seed = 0; seed < 200; seed++) {
      losing += new Toy(seed, false).run() < ACTORS * INCREMENTS ? 1 : 0;
    }
    assertThat(losing).isGreaterThan(100);
  }

  @Test
  void run_sameSeed_sameOrderOfEvents() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      Toy first = new Toy(seed, true);
      Toy second = new Toy(seed, true);
      first.run();
      second.run();
      assertThat(second.events).as("seed %d", seed).isEqualTo(first.events);
    }
  }

  @Test
  void run_actorFails_othersStopAndTheFailureIsThrown() {
    Scheduler scheduler = new Scheduler(Choices.uniform(new SplittableRandom(1)), 1_000);
    scheduler.add(
        "failing",
        _ -> {
          throw new IllegalStateException("as planned");
        });
    Toy.spinning(scheduler);
    assertThatThrownBy(scheduler::run).hasMessage("as planned");
  }

  @Test
  void run_actorThatNeverEnds_isReported() {
    Scheduler scheduler = new Scheduler(Choices.uniform(new SplittableRandom(1)), 1_000);
    Toy.spinning(scheduler);
    assertThatThrownBy(scheduler::run).hasMessageContaining("does not end within 1000 points");
  }

  @Test
  void fork_partsRunBesideOthers_andTheirActorGoesOnAfterTheLast() throws Exception {
    int overlapping = 0;
    for (long seed = 0; seed < 200; seed++) {
      List<String> events = new ArrayList<>();
      Scheduler scheduler = new Scheduler(Choices.any(new SplittableRandom(seed)), 1_000);
      for (String name : List.of("a", "b")) {
        scheduler.add(
            name,
            _ -> {
              scheduler.fork(
                  IntStream.range(0, 3)
                      .<Runnable>mapToObj(part ->
                          () -> {
                            events.add(name + part);
                            scheduler.point();
                            events.add(name + part);
                          })
                      .toList());
              events.add(name + " ends");
            });
      }
      scheduler.run();
      for (String name : List.of("a", "b")) {
        assertThat(events.subList(0, events.indexOf(name + " ends")))
            .as("seed %d", seed)
            .contains(name + 0, name + 1, name + 2)
            .satisfies(before ->
                assertThat(before.stream().filter(event -> event.startsWith(name))).hasSize(6));
      }
      overlapping += events.get(0).equals(events.get(1)) ? 0 : 1;
    }
    assertThat(overlapping).isGreaterThan(50);
  }

  /** The counter and its actors. */
  private static final class Toy {
    private final Scheduler scheduler;
    private final boolean comparing;
    private final List<String> events = new ArrayList<>();
    private int counter;

    Toy(long seed, boolean comparing) {
      this.scheduler = new Scheduler(Choices.any(new SplittableRandom(seed)), 10_000);
      this.comparing = comparing;
    }

    int run() throws InterruptedException {
      for (int i = 0; i < ACTORS; i++) {
        String name = "counting-" + i;
        scheduler.add(
            name,
            actor -> {
              for (int increment = 0; increment < INCREMENTS; increment++) {
                increment(actor);
              }
            });
      }
      scheduler.run();
      return counter;
    }

    private void increment(Actor actor) {
      while (true) {
        scheduler.point();
        int read = counter;
        events.add(actor + " reads " + read);
        scheduler.point();
        if (!comparing || counter == read) {
          counter = read + 1;
          events.add(actor + " sets " + counter);
          return;
        }
      }
    }

    static void spinning(Scheduler scheduler) {
      scheduler.add(
          "spinning",
          _ -> {
            while (true) {
              scheduler.point();
            }
          });
    }
  }
}
