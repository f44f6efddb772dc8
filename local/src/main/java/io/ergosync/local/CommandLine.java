package io.ergosync.local;

import io.ergosync.local.Settings.Storage;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param port 0 for a free one
 */
record CommandLine(int port, Storage storage) {
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
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = port(value(option, rest));
        case "--data" -> storage = new Storage.OnDisk(Path.of(value(option, rest)));
        default ->
            throw new UsageException(
                "Unknown option '%s'; the options are --port PORT and --data DIR."
                    .formatted(option));
      }
    }
    return new CommandLine(port, storage);
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
        "The option --port needs a number from 0 (any free port) to %d, not '%s'."
            .formatted(PORT_MAX, text));
  }
}
