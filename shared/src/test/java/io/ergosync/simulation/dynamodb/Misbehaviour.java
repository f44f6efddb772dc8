package io.ergosync.simulation.dynamodb;

/**
 * What a well-behaved DynamoDB may do at any time and rarely does: short pages and batches of which
 * a part is left.
 */
public interface Misbehaviour {
  /** It does none of it. */
  Misbehaviour NONE =
      new Misbehaviour() {
        @Override
        public int pageItemsMax() {
          return Integer.MAX_VALUE;
        }

        @Override
        public int batchItemsMax(int size) {
          return size;
        }
      };

  /** The most items that the next page of a query looks at. */
  int pageItemsMax();

  /**
   * The most items of the next batch that are processed, at least 1.
   *
   * @param size how many the batch has
   */
  int batchItemsMax(int size);
}
