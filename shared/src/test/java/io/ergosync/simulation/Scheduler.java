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
  private Optional<Actor> running = Optional.empty();
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
    ready.add(actor(name, Optional.empty(), body));
  }

  private Actor actor(String name, Optional<Actor> parent, Consumer<Actor> body) {
    Actor actor = new Actor(name, parent);
    actor.thread(Thread.ofVirtual().unstarted(() -> run(actor, body)));
    return actor;
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

  /** The actor whose turn it is; an error if none has begun yet. */
  public Actor running() {
    return running.orElseThrow();
  }

  /**
   * A point at which others may run before the actor goes on. To be called by the running actor.
   */
  public void point() {
    pass(false);
  }

  /** A point at which the running actor would rather have others run. */
  public void pause() {
    pass(true);
  }

  /**
   * Runs parts of what the running actor does as actors of their own, beside all others, and
   * returns when all have ended. A part must not throw.
   */
  public void fork(List<Runnable> parts) {
    Actor actor = running();
    actor.forked(parts.size());
    ready.remove(actor);
    for (Runnable part : parts) {
      Actor child = actor(actor.name() + "/" + ready.size(), Optional.of(actor), _ -> part.run());
      ready.add(child);
      child.start();
    }
    handOver();
    await(actor);
  }

  private void await(Actor actor) {
    actor.await();
    running = Optional.of(actor);
    checkRunning();
  }

  private void pass(boolean pause) {
    checkRunning();
    Actor actor = running();
    if (++points > pointsMax) {
      throw new AssertionError("the schedule does not end within %d points".formatted(pointsMax));
    }
    Actor next = ready.get(choice.next(ready, ready.indexOf(actor), pause));
    if (next != actor) {
      next.resume();
      await(actor);
    }
  }

  private void checkRunning() {
    if (failure.isPresent()) {
      throw new Stopped();
    }
  }

  private void run(Actor actor, Consumer<Actor> body) {
    try {
      await(actor);
      body.accept(actor);
    } catch (Stopped _) {
      // Another actor failed: this one ends without a word.
    } catch (Throwable e) {
      failure = Optional.of(e);
    } finally {
      ready.remove(actor);
      actor.lastOf().ifPresent(ready::add);
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
