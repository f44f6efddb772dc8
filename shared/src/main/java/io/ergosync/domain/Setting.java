package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * What a request does to one part of a configuration.
 *
 * @param <T> the part
 */
public sealed interface Setting<T> {
  /** Leaves the part as it is. */
  record Kept<T>() implements Setting<T> {}

  /** Puts another value in its place. */
  record Replaced<T>(T value) implements Setting<T> {
    public Replaced {
      requireNonNull(value);
    }
  }

  /** The part after the request. */
  default T over(T current) {
    return switch (this) {
      case Kept<T> _ -> current;
      case Replaced<T>(T value) -> value;
    };
  }
}
