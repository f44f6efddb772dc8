package io.ergosync.local.template;

import java.time.Duration;
import java.util.List;

/** An event source mapping: what invokes a function besides requests. */
public sealed interface EventSource {
  /** Without a limit. */
  int UNLIMITED = -1;

  /** Its key among the function's events. */
  String name();

  /**
   * The stream of a table.
   *
   * @param batchWindow how long records are gathered
   * @param parallelizationFactor how many batches of a shard are processed at a time
   * @param bisects whether a batch that fails is split
   * @param retriesMax {@link #UNLIMITED}, or how often a batch is tried again
   * @param recordAgeMax zero for no limit
   * @param reportsFailures whether the answer names the records that failed
   * @param filterPatterns in JSON
   * @param onFailureArn the queue that is told of records that were given up; empty for none
   */
  record Stream(
      String name,
      String tableName,
      String streamArn,
      int batchSize,
      Duration batchWindow,
      int parallelizationFactor,
      boolean bisects,
      int retriesMax,
      Duration recordAgeMax,
      boolean reportsFailures,
      List<String> filterPatterns,
      String onFailureArn)
      implements EventSource {
    public Stream {
      filterPatterns = List.copyOf(filterPatterns);
    }
  }

  /**
   * A queue.
   *
   * @param batchWindow how long messages are gathered
   * @param reportsFailures whether the answer names the messages that failed
   * @param concurrencyMax how many batches are processed at a time
   */
  record Queue(
      String name,
      String queueArn,
      int batchSize,
      Duration batchWindow,
      boolean reportsFailures,
      int concurrencyMax)
      implements EventSource {}
}
