package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the zip that is deployed to what runs on Lambda, and to its list in the documents. */
class PackageIT {
  private static final Path ZIP = Path.of("target", "functions.zip");
  private static final int BYTES_MAX = 20_971_520;

  /** The name of a library in the documents' list: {@code | `lib/s3-2.40.2.jar` | 4,049 |}. */
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `(lib/[^`]+)` \\|");

  /**
   * The names of the files in the zip to the names of the files in each, itself if it is no jar.
   */
  private static final Map<String, List<String>> CONTENTS = new LinkedHashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream zip = Files.newInputStream(ZIP)) {
      for (Map.Entry<String, byte[]> file : files(zip).entrySet()) {
        CONTENTS.put(
            file.getKey(),
            file.getKey().endsWith(".jar")
                ? List.copyOf(files(new ByteArrayInputStream(file.getValue())).keySet())
                : List.of(file.getKey()));
      }
    }
  }

  @Test
  void package_isAtMost20Megabytes() throws IOException {
    assertThat(Files.size(ZIP)).isLessThanOrEqualTo(BYTES_MAX);
  }

  @Test
  void package_hasOurClassesAtTheRootLibrariesInLibAndWhatPrimesThem() {
    assertThat(CONTENTS.keySet())
        .allMatch(name ->
            name.startsWith("io/ergosync/functions/")
                || name.matches("lib/[^/]+\\.jar")
                || name.matches("events/[a-z-]+\\.json"))
        .contains(
            "io/ergosync/functions/records/UpdateRecordsHandler.class",
            "events/update-records.json");
  }

  @Test
  void package_hasOnlyWhatRunsOnLambda() {
    assertThat(jars())
        .noneMatch(jar ->
            jar.matches(
                "lib/(?i:.*(local|sqlite|junit|assertj|jqwik|archunit|mockito|opentest|apiguardian|snakeyaml|antlr|jetty|netty|apache|crt-client|-tests|sources).*)"));
    assertThat(CONTENTS.values().stream().flatMap(List::stream))
        .noneMatch(name -> name.matches(".*/[A-Za-z]*(Test|IT)\\.class"))
        .noneMatch(name -> name.startsWith("io/ergosync/local/"));
  }

  @Test
  void package_hasOneHttpClientAndOneLogger() {
    assertThat(jarsWith("META-INF/services/software.amazon.awssdk.http.SdkHttpService"))
        .singleElement()
        .asString()
        .startsWith("lib/url-connection-client-");
    assertThat(jarsWith("META-INF/services/software.amazon.awssdk.http.async.SdkAsyncHttpService"))
        .isEmpty();
    assertThat(jarsWith("org/slf4j/impl/StaticLoggerBinder.class"))
        .singleElement()
        .asString()
        .startsWith("lib/slf4j-nop-");
  }

  @Test
  void package_hasEachClassOnce() {
    Map<String, List<String>> places = new TreeMap<>();
    CONTENTS.forEach((file, names) ->
        names.stream()
            .filter(name -> name.endsWith(".class"))
            .filter(name -> !name.startsWith("META-INF/") && !name.equals("module-info.class"))
            .forEach(name -> places.computeIfAbsent(name, _ -> new ArrayList<>()).add(file)));
    places.values().removeIf(files -> files.size() == 1);

    assertThat(places).isEmpty();
  }

  @Test
  void documents_listTheLibraries() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "deploying.md"));

    assertThat(LISTED.matcher(document).results().map(match -> match.group(1)).toList())
        .containsExactlyInAnyOrderElementsOf(jars());
  }

  private static List<String> jars() {
    return CONTENTS.keySet().stream().filter(name -> name.endsWith(".jar")).toList();
  }

  private static List<String> jarsWith(String name) {
    return CONTENTS.entrySet().stream()
        .filter(jar -> jar.getValue().contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, byte[]> files(InputStream archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return files;
  }
}
