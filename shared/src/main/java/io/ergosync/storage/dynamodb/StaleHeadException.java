package io.ergosync.storage.dynamodb;

/**
 * What was read does not fit the head that was read before it. Usually the head was written since,
 * and a new attempt begins with a newer one. If it was not, the dataset is corrupt. Never leaves
 * this package.
 */
final class StaleHeadException extends RuntimeException {
  private final transient Head head;

  /**
   * Something that does not fit a head.
   *
   * @param evidence what it is, as the end of a sentence about the dataset
   */
  StaleHeadException(Head head, String evidence) {
    super(evidence, null, false, false);
    this.head = head;
  }

  /** The head as it was read. */
  Head head() {
    return head;
  }
}
