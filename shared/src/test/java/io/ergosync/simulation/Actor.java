package io.ergosync.simulation;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One of the threads of a schedule. It runs only when it is its turn. */
public final class Actor {
  private final String name;
  private final Optional<Actor> parent;
  private int parts;
  private Thread thread = Thread.currentThread();
  private volatile boolean turn;

  Actor(String name, Optional<Actor> parent) {
    this.name = name;
    this.parent = parent;
  }

  /** Its name, unique in its schedule. */
  public String name() {
    return name;
  }

  /** Notes that it waits for so many parts. */
  void forked(int newParts) {
    parts = newParts;
  }

  /** The actor that waits for this one and, now that it ends, for no other one. */
  Optional<Actor> lastOf() {
    return parent.filter(waiting -> --waiting.parts == 0);
  }

  void thread(Thread newThread) {
    thread = newThread;
  }

  void start() {
    thread.start();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  /**
   * Gives the turn to this actor. The caller must not touch the schedule any more until it is its
   * own turn.
   */
  void resume() {
    turn = true;
    LockSupport.unpark(thread);
  }

  /** Waits for the turn and takes it. */
  void await() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }

  @Override
  public String toString() {
    return name;
  }
}
