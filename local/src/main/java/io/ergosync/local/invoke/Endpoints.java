package io.ergosync.local.invoke;

import io.ergosync.local.database.DatabaseServer;
import java.util.HashMap;
import java.util.Map;

/** Where a function in a process of its own finds AWS. */
public final class Endpoints {
  /** Nobody listens there, so that a service that is not stood in for is never AWS's own. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private static final String PREFIX = "AWS_ENDPOINT_URL";

  private Endpoints() {}

  /**
   * The database here, and everything else where {@code AWS_ENDPOINT_URL_<SERVICE>} says.
   *
   * @param environment that of the caller
   */
  public static Map<String, String> of(DatabaseServer database, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>();
    variables.put(PREFIX, NOWHERE);
    variables.put(PREFIX + "_DYNAMODB", database.endpoint().toString());
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX + "_")) {
        variables.put(name, value);
      }
    });
    return variables;
  }
}
