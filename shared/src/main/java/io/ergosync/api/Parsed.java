package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * A member's value, or the fact that it was refused. All members of a request are read before the
 * first value is taken, so that all violations are told together.
 */
public final class Parsed<T> {
  private final Optional<T> value;

  private Parsed(Optional<T> value) {
    this.value = value;
  }

  /** A valid value. */
  public static <T> Parsed<T> of(T value) {
    return new Parsed<>(Optional.of(requireNonNull(value)));
  }

  /** What stands in for a refused value; the violation has been noted. */
  public static <T> Parsed<T> invalid() {
    return new Parsed<>(Optional.empty());
  }

  /** Whether there is a value. */
  public boolean valid() {
    return value.isPresent();
  }

  /**
   * The value.
   *
   * @throws IllegalStateException if it was refused
   */
  public T get() {
    return value.orElseThrow(() -> new IllegalStateException("the member was refused"));
  }

  /** The value turned into another, if it is valid. */
  public <R> Parsed<R> map(Function<T, R> function) {
    return new Parsed<>(value.map(function));
  }
}
