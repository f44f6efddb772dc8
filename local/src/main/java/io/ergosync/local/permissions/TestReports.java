package io.ergosync.local.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether a build ran all integration tests, however it was asked to run some: each class
 * leaves a report.
 */
final class TestReports {
  private static final String SUFFIX = "IT.class";

  private TestReports() {}

  /**
   * The integration tests that left no report.
   *
   * @param classes the folder of the compiled tests
   * @param reports the folder of the reports, which has to be emptied before each run
   */
  static List<String> missing(Path classes, Path reports) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .map(file -> name(classes.relativize(file)))
          .filter(name -> !Files.exists(reports.resolve("TEST-%s.xml".formatted(name))))
          .sorted()
          .toList();
    }
  }

  private static String name(Path classFile) {
    String path = classFile.toString();
    return path.substring(0, path.length() - ".class".length())
        .replace(classFile.getFileSystem().getSeparator(), ".");
  }
}
