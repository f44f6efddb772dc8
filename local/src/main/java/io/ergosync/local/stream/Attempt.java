package io.ergosync.local.stream;

import java.util.List;
import java.util.stream.Stream;

/**
 * Records that are to be given to a function, and how often that was tried.
 *
 * @param records in the order of the stream
 * @param failures how often these very records failed; splitting a batch does not count
 * @param invocations how often the function was invoked with them
 * @param lastRequestId that of the last invocation; empty before the first
 * @param threw whether the last invocation failed as a whole
 */
record Attempt(
    List<ChangeRecord> records,
    int failures,
    int invocations,
    String lastRequestId,
    boolean threw) {
  Attempt {
    records = List.copyOf(records);
  }

  static Attempt first(List<ChangeRecord> records) {
    return new Attempt(records, 0, 0, "", false);
  }

  /** The same after an invocation. */
  Attempt invoked(String requestId, boolean failedAsAWhole) {
    return new Attempt(records, failures, invocations + 1, requestId, failedAsAWhole);
  }

  /** The same after one more failure. */
  Attempt failed() {
    return new Attempt(records, failures + 1, invocations, lastRequestId, threw);
  }

  /** The records from an index on, after those before it succeeded: no failure counts any more. */
  Attempt from(int index) {
    return new Attempt(
        records.subList(index, records.size()), 0, invocations, lastRequestId, threw);
  }

  /** A part of the records, with the same past. */
  Attempt part(int from, int to) {
    return new Attempt(records.subList(from, to), failures, invocations, lastRequestId, threw);
  }

  /** Both halves in order. */
  Stream<Attempt> halves() {
    int middle = (records.size() + 1) / 2;
    return Stream.of(part(0, middle), part(middle, records.size()));
  }
}
