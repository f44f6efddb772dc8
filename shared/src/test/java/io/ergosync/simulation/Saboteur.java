package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.function.IntSupplier;

/** Breaks a storage from outside, between it and its database. */
@FunctionalInterface
interface Saboteur {
  /** Leaves everything as it is. */
  Saboteur NONE = (calls, attempts) -> calls;

  /**
   * The calls of one actor, broken.
   *
   * @param attempts how many operations and attempts the actor has begun
   */
  Calls over(Calls calls, IntSupplier attempts);
}
