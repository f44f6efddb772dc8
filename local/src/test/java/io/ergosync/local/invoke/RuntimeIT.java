package io.ergosync.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.database.DatabaseServer;
import io.ergosync.local.http.Body;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged functions under AWS's runtime interface client, in processes of their own: each with
 * its own sample event on an empty table, with those of all others, and with hostile ones.
 */
class RuntimeIT {
  private static final Path ROOT = Path.of("..");
  private static final Path EVENTS = ROOT.resolve("events");
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  /** What a function answers to its own sample event where that is not 200. */
  private static final Map<String, Integer> OTHER_STATUSES =
      Map.of(
          "DescribeDataset", 404,
          "DeleteDataset", 404,
          "RegisterDevice", 400,
          "SubscribeToDataset", 400,
          "UnsubscribeFromDataset", 404,
          "BulkPublish", 400);

  private static UnpackedZip zip;

  @BeforeAll
  static void unpack() {
    zip = UnpackedZip.of(ROOT.resolve("functions/target/functions.zip"));
  }

  @AfterAll
  static void clean() {
    zip.close();
  }

  static List<FunctionDefinition> functions() {
    return template().functions();
  }

  private static Template template() {
    return TemplateReader.read(ROOT.resolve("template.yaml"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_underLambdasRuntime_answersWhateverItIsGiven(FunctionDefinition function)
      throws IOException {
    try (DatabaseServer database = DatabaseServer.start(template().tables());
        FunctionOutput output = FunctionOutput.create();
        RuntimeProcess process =
            RuntimeProcess.start(setup(database, output, zip.root()), function)) {
      assertThat(process.awaitInitialized())
          .as(output::text)
          .isInstanceOf(RuntimeAnswer.Answered.class);

      Path own = EVENTS.resolve(kebabCase(function.name()) + ".json");
      assertItsOwnAnswer(function, process.invoke(body(own), TIME_MAX), output);

      SoftAssertions soft = new SoftAssertions();
      for (Path event : events()) {
        assertSomeAnswer(soft, event.toString(), process.invoke(body(event), TIME_MAX));
      }
      for (HostileEvents.Hostile event : HostileEvents.of(Json.read(Files.readString(own)))) {
        assertSomeAnswer(soft, event.name(), process.invoke(event.body(), TIME_MAX));
      }
      soft.assertAll();
      assertItsOwnAnswer(function, process.invoke(body(own), TIME_MAX), output);
      assertThat(process.alive()).isTrue();
    }
  }

  private static void assertItsOwnAnswer(
      FunctionDefinition function, RuntimeAnswer answer, FunctionOutput output) throws IOException {
    assertThat(answer).as(output::text).isInstanceOf(RuntimeAnswer.Answered.class);
    JsonNode payload = Json.read(((RuntimeAnswer.Answered) answer).payload().text().orElseThrow());
    if (function.routes().isEmpty()) {
      assertThat(payload.isObject()).isTrue();
      assertThat(payload.path("batchItemFailures")).as(output::text).isEmpty();
    } else {
      assertThat(payload.path("statusCode").asInt())
          .as(() -> payload + "\n" + output.text())
          .isEqualTo(OTHER_STATUSES.getOrDefault(function.name(), 200));
    }
  }

  /** An answer that is no server error, or a failed invocation: the runtime goes on. */
  private static void assertSomeAnswer(SoftAssertions soft, String event, RuntimeAnswer answer)
      throws IOException {
    switch (answer) {
      case RuntimeAnswer.Answered(Body payload) -> {
        JsonNode node = Json.read(payload.text().orElseThrow());
        soft.assertThat(node.path("statusCode").asInt(200)).as(event + ": " + node).isLessThan(500);
      }
      case RuntimeAnswer.Failed(Body error) ->
          soft.assertThat(Json.read(error.text().orElseThrow()).path("errorMessage").asText())
              .as(event)
              .isNotEmpty();
      case RuntimeAnswer.Crashed(String reason) -> soft.fail("%s: %s", event, reason);
    }
  }

  @Test
  void unusableEnvironment_stopsTheStartWithASentence() {
    FunctionDefinition function = template().function("ListRecords").orElseThrow();
    FunctionDefinition broken =
        new FunctionDefinition(
            function.logicalId(),
            function.handlerClass(),
            function.timeout(),
            function.memoryMegabytes(),
            Map.of(),
            function.routes());
    try (DatabaseServer database = DatabaseServer.start(template().tables());
        FunctionOutput output = FunctionOutput.create();
        RuntimeProcess process =
            RuntimeProcess.start(setup(database, output, zip.root()), broken)) {
      assertThat(process.awaitInitialized())
          .isInstanceOfSatisfying(
              RuntimeAnswer.Failed.class,
              failed ->
                  assertThat(failed.error().text().orElseThrow())
                      .contains("Set the environment variable TABLE_NAME"));
    }
  }

  private static RuntimeProcess.Setup setup(
      DatabaseServer database, FunctionOutput output, Path task) {
    return new RuntimeProcess.Setup(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        RuntimeJars.named("target/runtime"),
        task,
        Endpoints.of(database, Map.of()),
        List.of(),
        output.file());
  }

  private static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.sorted().toList();
    }
  }

  private static Body body(Path event) throws IOException {
    return Body.of(Files.readAllBytes(event));
  }

  private static String kebabCase(String name) {
    return name.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
