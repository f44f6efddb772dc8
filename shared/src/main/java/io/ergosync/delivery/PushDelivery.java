package io.ergosync.delivery;

import static java.util.Objects.requireNonNull;

/**
 * Reaches devices: SNS, for everyone but tests. An implementation is safe for use by many threads.
 */
@FunctionalInterface
public interface PushDelivery {
  /** Tells a device once that a dataset has a new sync count. It throws nothing. */
  Result deliver(Push push);

  /** What came of it. */
  sealed interface Result {
    /** The push service has it. */
    enum Delivered implements Result {
      DELIVERED
    }

    /** The endpoint is disabled or does not exist: the device cannot be reached any more. */
    enum EndpointGone implements Result {
      ENDPOINT_GONE
    }

    /**
     * It will not work before somebody changes something.
     *
     * @param reason what is wrong, for the log
     */
    record Refused(String reason) implements Result {
      public Refused {
        requireNonNull(reason);
      }
    }

    /**
     * The role, or the function, may not do it. A permission that was given a moment ago takes IAM
     * some seconds to know of.
     *
     * @param reason what is forbidden, for the log
     */
    record Denied(String reason) implements Result {
      public Denied {
        requireNonNull(reason);
      }
    }

    /** It may work later. */
    record Failed(RuntimeException cause) implements Result {
      public Failed {
        requireNonNull(cause);
      }
    }
  }
}
