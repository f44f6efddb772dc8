package io.ergosync.local.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.runtime.ConfigurationException;
import java.util.List;

/**
 * The filters of an event source: a record passes if one of them fits, or if there are none. The
 * rules are those of Lambda's event filtering, as far as they apply to DynamoDB's events.
 * Immutable.
 */
public final class EventFilter {
  private final List<Pattern> patterns;

  private EventFilter(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Reads patterns.
   *
   * @param patterns each a JSON text
   * @param place where they stand, for the message
   * @throws ConfigurationException if one is malformed, or uses a rule that is not known here
   */
  public static EventFilter parse(List<String> patterns, String place) {
    return new EventFilter(
        patterns.stream().map(pattern -> new PatternParser(pattern, place).parse()).toList());
  }

  /** Whether the function is to be invoked for an event. */
  public boolean passes(JsonNode event) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.fits(event));
  }
}
