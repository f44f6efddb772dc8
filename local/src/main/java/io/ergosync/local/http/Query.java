package io.ergosync.local.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a query string in their order, decoded.
 *
 * @param parameters a name may occur more than once
 */
public record Query(List<Parameter> parameters) {
  /**
   * One parameter.
   *
   * @param value empty if the query gives none
   */
  public record Parameter(String name, String value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a query string: percent-encoding, and a plus sign for a space, as API Gateway does.
   *
   * @throws RefusedException if it is not properly encoded
   */
  public static Query parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(decode(name), decode(value)));
    }
    return new Query(parameters);
  }

  private static String decode(String text) {
    return PercentEncoding.decode(text.replace('+', ' '), "query string");
  }
}
