package io.ergosync.telemetry;

import io.ergosync.domain.CorruptDatasetException;
import java.util.stream.Stream;

/** Tells failures that need a person from those that do not. */
public final class Corruption {
  private Corruption() {}

  /** Whether a dataset that contradicts itself is behind a failure. */
  public static boolean causes(Throwable failure) {
    return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause)
        .anyMatch(CorruptDatasetException.class::isInstance);
  }
}
