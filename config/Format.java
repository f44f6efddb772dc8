import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or rewrites the layout of every Java file below the given folders, in google-java-format's
 * style. Run by Maven as a process of its own on the toolchain's JDK, so that the formatter can
 * parse today's Java while Maven itself runs on an older one.
 *
 * <p>Usage: {@code java -cp JARS Format.java check|apply FOLDER...}
 */
final class Format {
  private Format() {}

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    List<Path> unformatted = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      for (Path file : javaFiles(Path.of(arguments[i]))) {
        String source = Files.readString(file);
        String formatted = format(source);
        if (!formatted.equals(source)) {
          unformatted.add(file);
          if (apply) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    if (apply || unformatted.isEmpty()) {
      return;
    }
    unformatted.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("Run: ./mvnw -N process-sources -Dformat.goal=apply");
    System.exit(1);
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String format(String source) throws Exception {
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    return formatter.formatSource(
        RemoveUnusedImports.removeUnusedImports(
            ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
  }
}
