package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** A patch's DeviceLastModifiedDate, which clients may leave out (the iOS client always does). */
public sealed interface DeviceDate {
  /** The date that the device gave, to the millisecond. */
  record Given(Instant date) implements DeviceDate {
    public Given {
      requireNonNull(date);
    }
  }

  /** None was given: the time at which the server takes the update stands in. */
  enum Absent implements DeviceDate {
    ABSENT
  }

  /** The date to store for an update taken at that time. */
  default Instant orServerDate(Instant serverDate) {
    return switch (this) {
      case Given given -> given.date();
      case Absent _ -> serverDate;
    };
  }
}
