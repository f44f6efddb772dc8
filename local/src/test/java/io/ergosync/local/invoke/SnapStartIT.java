package io.ergosync.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.database.DatabaseServer;
import io.ergosync.local.http.Body;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a snapshot holds: the packaged functions under AWS's runtime interface client, which runs
 * the hooks that Lambda runs before it takes one.
 */
class SnapStartIT {
  private static final Path ROOT = Path.of("..");
  private static final Duration TIME_MAX = Duration.ofSeconds(60);
  private static final int CLASSES_MAX = 50;

  private static UnpackedZip zip;
  private final Template template = TemplateReader.read(ROOT.resolve("template.yaml"));

  @BeforeAll
  static void unpack() {
    zip = UnpackedZip.of(ROOT.resolve("functions/target/functions.zip"));
  }

  @AfterAll
  static void clean() {
    zip.close();
  }

  /**
   * What the first request of a function did.
   *
   * @param loaded all classes, by then
   */
  private record First(int classes, String loaded, String beforeIt, String printed) {}

  @ParameterizedTest
  @CsvSource({
    "UpdateRecords, update-records",
    "ListRecords, list-records",
    "RegisterDevice, register-device",
    "PushSync, push-sync",
    "ChangeFeed, change-feed"
  })
  void firstRequest_afterASnapshot_hasNearlyNothingToLoad(String name, String event)
      throws IOException {
    First primed = first(name, event, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));

    assertThat(primed.classes()).isLessThanOrEqualTo(CLASSES_MAX);
    assertThat(primed.beforeIt()).as("what priming printed").isEmpty();
  }

  @Test
  void priming_doesNotNeedAPoolOfTheCustomers() throws IOException {
    First primed =
        first(
            "UpdateRecords",
            "update-records",
            Map.of(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "snap-start",
                "IDENTITY_POOL_IDS",
                "us-east-1:ffffffff-0000-0000-0000-000000000000"));

    assertThat(primed.printed()).contains("ResourceNotFoundException");
    assertThat(primed.loaded()).contains("io.ergosync.storage.dynamodb.JournalCodec ");
  }

  @Test
  void firstRequest_withoutASnapshot_hasMuchToLoad() throws IOException {
    assertThat(first("UpdateRecords", "update-records", Map.of()).classes())
        .isGreaterThan(10 * CLASSES_MAX);
  }

  @Test
  void priming_thatFails_isLoggedAndForgotten() throws IOException {
    First unprimed =
        first(
            "UpdateRecords",
            "update-records",
            Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "_HANDLER", "no.Such::handler"));

    assertThat(unprimed.beforeIt()).contains("could not be primed");
    assertThat(unprimed.printed()).contains("\"outcome\":\"OK\"");
  }

  private First first(String name, String event, Map<String, String> more) throws IOException {
    FunctionDefinition function = template.function(name).orElseThrow();
    try (DatabaseServer database = DatabaseServer.start(template.tables());
        FunctionOutput printed = FunctionOutput.create();
        FunctionOutput classes = FunctionOutput.create()) {
      Map<String, String> variables = new HashMap<>(Endpoints.of(database, Map.of()));
      variables.putAll(more);
      try (RuntimeProcess process =
          RuntimeProcess.start(
              new RuntimeProcess.Setup(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  RuntimeJars.named("target/runtime"),
                  zip.root(),
                  variables,
                  List.of("-Xlog:class+load:file=" + classes.file()),
                  printed.file()),
              function)) {
        assertThat(process.awaitInitialized())
            .as(printed::text)
            .isInstanceOf(RuntimeAnswer.Answered.class);
        assertThat(items(database)).as("what priming left in the table").isZero();
        int before = lines(classes);
        String beforeIt = printed.text();
        RuntimeAnswer answer =
            process.invoke(
                Body.of(Files.readAllBytes(ROOT.resolve("events").resolve(event + ".json"))),
                TIME_MAX);
        assertThat(answer).as(printed::text).isInstanceOf(RuntimeAnswer.Answered.class);
        return new First(lines(classes) - before, classes.text(), beforeIt, printed.text());
      }
    }
  }

  private int items(DatabaseServer database) {
    try (DynamoDbClient client = database.client()) {
      return client.scan(scan -> scan.tableName(template.tables().getFirst().name())).count();
    }
  }

  private static int lines(FunctionOutput file) throws IOException {
    try (Stream<String> lines = Files.lines(file.file().toPath())) {
      return (int) lines.count();
    }
  }
}
