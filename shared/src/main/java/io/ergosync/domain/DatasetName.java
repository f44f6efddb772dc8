package io.ergosync.domain;

import java.util.regex.Pattern;

/**
 * The name of a dataset. A colon is legal although the prose of the API says otherwise: the model's
 * pattern has it, and the names of merged datasets ({@code <dataset>.<identityId>}) need it.
 *
 * @param value 1 to 128 characters of the service model's pattern; anything else is an {@link
 *     IllegalArgumentException}
 */
public record DatasetName(String value) implements Comparable<DatasetName> {
  /** The longest name, in characters. */
  public static final int LENGTH_MAX = 128;

  /** The service model's pattern. */
  public static final Pattern PATTERN = Pattern.compile("[a-zA-Z0-9_.:-]+");

  public DatasetName {
    Values.check("dataset name", value, LENGTH_MAX, PATTERN);
  }

  @Override
  public int compareTo(DatasetName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
