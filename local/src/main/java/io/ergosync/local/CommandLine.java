package io.ergosync.local;

import io.ergosync.local.Settings.Storage;
import io.ergosync.local.customer.FunctionUrls;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param port 0 for a free one
 * @param functions what stands in for the customer's Lambda functions
 */
record CommandLine(int port, Storage storage, FunctionUrls functions) {
  private static final int PORT_DEFAULT = 8080;
  private static final int PORT_MAX = 65_535;

  /**
   * Reads the arguments.
   *
   * @throws UsageException if one is unknown or its value unusable
   */
  static CommandLine parse(List<String> arguments) {
    int port = PORT_DEFAULT;
    Storage storage = new Storage.InMemory();
    FunctionUrls functions = FunctionUrls.NONE;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = port(value(option, rest));
        case "--data" -> storage = new Storage.OnDisk(Path.of(value(option, rest)));
        case "--function" -> functions = function(functions, value(option, rest));
        default ->
            throw new UsageException(
                "Unknown option '%s'; the options are --port PORT, --data DIR and --function NAME=URL."
                    .formatted(option));
      }
    }
    return new CommandLine(port, storage, functions);
  }

  private static FunctionUrls function(FunctionUrls functions, String value) {
    try {
      return functions.plus(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException("The option --function " + e.getMessage());
    }
  }

  private static String value(String option, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    if (value.isEmpty()) {
      throw new UsageException("The option %s needs a value.".formatted(option));
    }
    return value;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= PORT_MAX) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, together with the numbers that are out of range.
    }
    throw new UsageException(
        "The option --port needs a number from 0 (any free port) to %s, not '%s'."
            .formatted(PORT_MAX, text));
  }
}
