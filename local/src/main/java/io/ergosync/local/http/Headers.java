package io.ergosync.local.http;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a message in their order.
 *
 * @param lines one for each header line, so a name may occur more than once
 */
public record Headers(List<Header> lines) {
  public Headers {
    lines = List.copyOf(lines);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** All values of a header. */
  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** Lower-case names to the values, several of one name joined by commas. */
  public Map<String, String> joined() {
    Map<String, String> joined = new LinkedHashMap<>();
    for (Header line : lines) {
      joined.merge(
          line.name().toLowerCase(Locale.ROOT), line.value(), (first, next) -> first + "," + next);
    }
    return joined;
  }

  @Override
  public String toString() {
    return lines.stream().map(line -> line.name() + ": " + line.value()).collect(joining("\n"));
  }
}
