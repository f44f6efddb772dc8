package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keys and messages are the same in every default locale, some of which have digits of their own.
 */
class LocaleTest {
  private static final Locale ARABIC_DIGITS = Locale.forLanguageTag("ar-EG");

  /** Formats and conversions that follow the default locale. */
  private static final Pattern OF_THE_DEFAULT_LOCALE =
      Pattern.compile("%[-+0-9,.]*[deEfgG]|to(Upper|Lower)Case\\(\\)|ofPattern\\(\"[^\"]*\"\\)");

  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          StorageOnLocalTables.TINY, new Limits(20, 100, 10_000, 200), Clock.systemUTC());

  @Test
  void dataset_isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    storage.update(SETTINGS, update(replace("a", "w".repeat(500), 0)));
    try {
      Locale.setDefault(ARABIC_DIGITS);
      assertThat("%d".formatted(1)).as("the locale has digits of its own").isNotEqualTo("1");
      storage.update(SETTINGS, update(replace("b", "w".repeat(500), 0)));
      assertThat(keys()).containsExactly("a", "b");
      assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("a", "", 12))))
          .hasMessage("Current SyncCount for: a is: 1 not: 12");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void code_formatsWithoutTheDefaultLocale() throws IOException {
    for (String module : List.of("shared", "functions", "local")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          assertThat(Files.readAllLines(file))
              .as("lines of %s that follow the default locale", file.getFileName())
              .noneMatch(
                  line -> OF_THE_DEFAULT_LOCALE.matcher(line).find() && !line.contains("Locale."));
        }
      }
    }
  }

  private List<String> keys() {
    return ((Changes.Present) storage.listChanges(SETTINGS, 0))
        .records().stream().map(DatasetRecord::key).toList();
  }
}
