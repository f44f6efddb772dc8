package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Misbehaviour;
import java.util.random.RandomGenerator;

/** Pages of a few items, and batches of which a part is left undone. */
final class RandomMisbehaviour implements Misbehaviour {
  private final RandomGenerator random;

  RandomMisbehaviour(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public int pageItemsMax() {
    return random.nextBoolean() ? random.nextInt(1, 5) : Integer.MAX_VALUE;
  }

  @Override
  public int batchItemsMax(int size) {
    return random.nextInt(6) == 0 ? random.nextInt(1, size + 1) : size;
  }
}
