package io.ergosync.runtime;

import io.ergosync.change.StreamBatch;
import io.ergosync.storage.dynamodb.TableChanges;
import io.ergosync.telemetry.FunctionLog;

/** Connects functions to the stream of the table. */
public final class StreamBatches {
  private StreamBatches() {}

  /**
   * The batches of a function.
   *
   * @param function the name that its unreadable records are kept under
   * @throws ConfigurationException if the environment does not name the queue for these
   */
  public static StreamBatch of(FunctionRuntime runtime, String function, FunctionLog log) {
    return new StreamBatch(new TableChanges(), Deliveries.failures(runtime, function), log);
  }
}
