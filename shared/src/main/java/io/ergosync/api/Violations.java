package io.ergosync.api;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the members of a request, told all at once in the words of AWS services. Not
 * safe for use by many threads: there is one for each request.
 */
final class Violations {
  /** The most that are spelled out; a body has room for a million. */
  static final int LISTED_MAX = 100;

  /** The most of a member that is repeated to the client, in characters. */
  static final int ECHO_CHARACTERS_MAX = 256;

  private final List<String> listed = new ArrayList<>();
  private int count;

  int count() {
    return count;
  }

  /** A member that has to be there is not. */
  void missing(String path) {
    add("Value null", path, "Member must not be null");
  }

  /** A member breaks a rule; the client is shown what it sent. */
  void add(String path, Echo echo, String rule) {
    add(echo.shown(), path, rule);
  }

  /**
   * Ends a request that has violations.
   *
   * @throws ApiException InvalidParameterException if there is any
   */
  void raise() {
    if (count == 0) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append(count).append(" validation error").append(count == 1 ? "" : "s");
    message.append(" detected: ").append(String.join("; ", listed));
    if (count > listed.size()) {
      message.append("; and ").append(count - listed.size()).append(" more");
    }
    throw ApiException.invalidParameter(message.toString());
  }

  private void add(String value, String path, String rule) {
    count++;
    if (listed.size() < LISTED_MAX) {
      listed.add("%s at '%s' failed to satisfy constraint: %s".formatted(value, path, rule));
    }
  }

  /** How a refused value is shown. */
  record Echo(String shown) {
    /** Not at all: it may be private, large, or no text. */
    static final Echo HIDDEN = new Echo("Value");

    /** As it was sent, its beginning if it is long. */
    static Echo of(String value) {
      if (value.codePointCount(0, value.length()) <= ECHO_CHARACTERS_MAX) {
        return new Echo("Value '" + value + "'");
      }
      int end = value.offsetByCodePoints(0, ECHO_CHARACTERS_MAX);
      return new Echo("Value '" + value.substring(0, end) + "...'");
    }
  }
}
