package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.RegisteredDevice;
import java.time.Instant;

/**
 * A device that is to be told that a dataset has a new sync count.
 *
 * @param roleArn the role to tell it in; empty for the function's own
 */
public record Push(DatasetId dataset, long syncCount, RegisteredDevice device, String roleArn) {
  public Push {
    requireNonNull(dataset);
    requireNonNull(device);
    requireNonNull(roleArn);
  }

  /**
   * The message that has it tried again; by then the pool may name another role.
   *
   * @param date when it failed first
   */
  public UndeliveredPush undelivered(Instant date) {
    return new UndeliveredPush(dataset, syncCount, device, date);
  }
}
