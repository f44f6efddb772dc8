package io.ergosync.domain;

import java.util.regex.Pattern;

/** The check that the value types of this package share. */
final class Values {
  private Values() {}

  static void check(String what, String value, int lengthMax, Pattern pattern) {
    if (value.length() > lengthMax || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("not a valid " + what + ": " + value);
    }
  }
}
