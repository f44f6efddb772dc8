package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.Pauses;
import io.ergosync.delivery.QueueBatch;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the functions that no route invokes against template.yaml, events/ and the README. */
class EventSourcesTest {
  static List<Template.ApiFunction> functions() throws IOException {
    return Template.read().sourceFunctions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_hasTheHandlerThatLambdaAndTheLocalCloudLoad(Template.ApiFunction function)
      throws Exception {
    Class<?> handler = Class.forName(function.handlerClass());

    assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
    assertThat(handler.getConstructor()).isNotNull();
    assertThat(handler.getConstructor(FunctionRuntime.class)).isNotNull();
    assertThat(function.handlerClass()).endsWith("." + function.operation() + "Handler");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_hasASampleEventAndARowInTheReadme(Template.ApiFunction function) throws Exception {
    Path event = RepositoryTest.eventFile(function);
    JsonNode records = Json.read(Files.readString(event)).path("Records");

    assertThat(records).isNotEmpty();
    assertThat(Files.readAllLines(Path.of("..", "README.md")))
        .filteredOn(line -> line.startsWith("| " + function.operation() + " |"))
        .singleElement()
        .asString()
        .contains(
            "`%s`".formatted(function.handlerClass().substring("io.ergosync.functions.".length())),
            "(events/%s)".formatted(event.getFileName()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_reportsWhichRecordsFailed(Template.ApiFunction function) {
    assertThat(function.event().get("FunctionResponseTypes"))
        .isEqualTo(List.of("ReportBatchItemFailures"));
  }

  /** docs/operations.md promises these times; a number of attempts would end them earlier. */
  @ParameterizedTest
  @CsvSource({"ChangeFeed, 86400", "PushSync, 3600"})
  void streamFunction_getsARecordForAsLongAsPromised(String operation, String ageSeconds)
      throws IOException {
    assertThat(functions())
        .filteredOn(function -> function.operation().equals(operation))
        .singleElement()
        .satisfies(function ->
            assertThat(function.event())
                .containsEntry("MaximumRetryAttempts", "-1")
                .containsEntry("MaximumRecordAgeInSeconds", ageSeconds));
  }

  @Test
  void deliveryQueue_keepsWhatFailsForHalfADay_evenWithTheShortestPauses() throws IOException {
    RandomGenerator shortest =
        new Random() {
          @Override
          public long nextLong(long bound) {
            return bound - 1;
          }
        };
    int receptions = Template.read().receiveCountMax("DeliveryQueue");

    Duration time = Duration.ZERO;
    for (int attempt = 1; attempt < receptions; attempt++) {
      time =
          time.plus(Pauses.after(attempt, QueueBatch.FIRST_PAUSE, QueueBatch.PAUSE_MAX, shortest));
    }

    assertThat(time).isBetween(Duration.ofHours(12), Duration.ofHours(14));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void policy_namesActionsAndLeadingKeys(Template.ApiFunction function) {
    assertThat(function.policyStatements())
        .isNotEmpty()
        .allSatisfy(statement ->
            assertThat(statement)
                .doesNotContain(
                    "dynamodb:*", "Action=sns:*", "Action=sqs:*", "Action=sts:*", "Resource=*")
                .satisfies(text ->
                    assertThat(text.contains("dynamodb:LeadingKeys"))
                        .isEqualTo(
                            text.contains("Action=dynamodb:")
                                || text.contains("Action=[dynamodb:"))));
  }
}
