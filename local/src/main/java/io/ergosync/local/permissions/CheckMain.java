package io.ergosync.local.permissions;

import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Run at the end of a build and of the clients' programs: fails if a function was refused something
 * or, after all integration tests, has a permission that none of them used.
 */
public final class CheckMain {
  private static final String UNUSED_TOO = "unused-too";
  private static final String REFUSED_ONLY = "refused-only";

  private CheckMain() {}

  /**
   * Checks, and ends the process with 1 if something is wrong.
   *
   * @param arguments {@code refused-only TEMPLATE FOLDER}, or {@code unused-too TEMPLATE FOLDER
   *     CLASSES REPORTS}: where the compiled tests are, and what they reported
   */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments), System.out));
  }

  /** The process's exit status. */
  static int run(List<String> arguments, PrintStream output) throws IOException {
    boolean refusedOnly = arguments.size() == 3 && arguments.getFirst().equals(REFUSED_ONLY);
    if (!refusedOnly && !(arguments.size() == 5 && arguments.getFirst().equals(UNUSED_TOO))) {
      output.println(
          "Usage: %s TEMPLATE FOLDER, or %s TEMPLATE FOLDER CLASSES REPORTS"
              .formatted(REFUSED_ONLY, UNUSED_TOO));
      return 2;
    }
    Path folder = Path.of(arguments.get(2));
    PermissionCheck check;
    try {
      check = PermissionCheck.of(TemplateReader.read(Path.of(arguments.get(1))), folder);
    } catch (ConfigurationException e) {
      output.println(e.getMessage());
      return 1;
    }
    boolean passes = print(output, "Refused, and not in template.yaml", check.refused());
    if (refusedOnly) {
      return passes ? 0 : 1;
    }
    List<String> missing =
        TestReports.missing(Path.of(arguments.get(3)), Path.of(arguments.get(4)));
    if (!missing.isEmpty()) {
      output.println(
          "Whether permissions are unused is only told after all integration tests; %s did not run."
              .formatted(missing.size()));
      return passes ? 0 : 1;
    }
    passes &= print(output, "In template.yaml, and used by no test", check.unused());
    if (passes) {
      String summary =
          String.format(
              Locale.ROOT,
              "All %s permissions of template.yaml were used by tests, and nothing else was tried.",
              check.grantCount());
      output.println(summary);
      Files.writeString(folder.resolve("summary.txt"), summary + "\n");
    }
    return passes ? 0 : 1;
  }

  private static boolean print(PrintStream output, String title, Collection<String> lines) {
    if (!lines.isEmpty()) {
      output.println("%s (%s):".formatted(title, lines.size()));
      lines.forEach(line -> output.println("  " + line));
    }
    return lines.isEmpty();
  }
}
