package io.ergosync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs actors on threads of their own, exactly one at a time. Where an actor reaches a scheduling
 * point, a {@link Choice} says who goes on: with the same choices, everything happens in the same
 * order again.
 *
 * <p>The running actor itself hands over to the next one, so that a point costs one switch of
 * threads at most.
 */
public final class Scheduler {
  /** Many times what a schedule takes: only a bug of the simulation itself lasts so long. */
  private static final long SECONDS_MAX = 120;

  private final Choice choice;
  private final int pointsMax;
  private final List<Actor> ready = new ArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private Optional<Throwable> failure = Optional.empty();
  private int points;

  /**
   * @param pointsMax after how many scheduling points a schedule counts as one that does not end
   */
  public Scheduler(Choice choice, int pointsMax) {
    this.choice = choice;
    this.pointsMax = pointsMax;
  }

  /** Who goes on. */
  public interface Choice {
    /**
     * Chooses.
     *
     * @param ready the actors that have not ended, in a fixed order
     * @param current the place of the one that reached the point; -1 if it just ended
     * @param pause whether it waits for others rather than being interrupted
     * @return the place of the next one
     */
    int next(List<Actor> ready, int current, boolean pause);
  }

  /** Thrown at the scheduling points of the others once an actor has failed. */
  private static final class Stopped extends Error {
    Stopped() {
      super("the schedule was stopped", null, false, false);
    }
  }

  /** Adds an actor. To be called before the schedule runs. */
  public void add(String name, Consumer<Actor> body) {
    Actor actor = new Actor(name);
    actor.thread(Thread.ofVirtual().unstarted(() -> run(actor, body)));
    ready.add(actor);
  }

  /**
   * Runs all actors to their ends.
   *
   * @throws RuntimeException what the first actor failed with, if it was one
   * @throws Error what the first actor failed with, if it was one
   */
  public void run() throws InterruptedException {
    List<Actor> all = List.copyOf(ready);
    all.forEach(Actor::start);
    handOver();
    if (!done.await(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an actor waits for something outside of the schedule");
    }
    for (Actor actor : all) {
      actor.join();
    }
    if (failure.isPresent()) {
      switch (failure.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  /** How many scheduling points were passed. */
  public int points() {
    return points;
  }

  /**
   * A point at which others may run before the actor goes on. To be called by the running actor.
   */
  public void point(Actor actor) {
    pass(actor, false);
  }

  /** A point at which the actor would rather have others run. */
  public void pause(Actor actor) {
    pass(actor, true);
  }

  private void pass(Actor actor, boolean pause) {
    checkRunning();
    if (++points > pointsMax) {
      throw new AssertionError("the schedule does not end within %d points".formatted(pointsMax));
    }
    Actor next = ready.get(choice.next(ready, ready.indexOf(actor), pause));
    if (next != actor) {
      next.resume();
      actor.await();
      checkRunning();
    }
  }

  private void checkRunning() {
    if (failure.isPresent()) {
      throw new Stopped();
    }
  }

  private void run(Actor actor, Consumer<Actor> body) {
    actor.await();
    try {
      checkRunning();
      body.accept(actor);
    } catch (Stopped _) {
      // Another actor failed: this one ends without a word.
    } catch (Throwable e) {
      failure = Optional.of(e);
    } finally {
      ready.remove(actor);
      handOver();
    }
  }

  private void handOver() {
    if (ready.isEmpty()) {
      done.countDown();
    } else if (failure.isPresent()) {
      ready.getFirst().resume();
    } else {
      ready.get(choice.next(ready, -1, false)).resume();
    }
  }
}
