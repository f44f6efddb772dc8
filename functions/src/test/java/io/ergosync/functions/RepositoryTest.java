package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.json.Json;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the operations, template.yaml, events/ and the service model against each other. */
class RepositoryTest {
  private static final Path EVENTS = Path.of("..", "events");
  private static final Path CLASSES = Path.of("target", "classes");

  /** Just under the 30 seconds after which API Gateway gives up. */
  static final int TIMEOUT_SECONDS_MAX = 29;

  static List<Template.ApiFunction> functions() throws IOException {
    // The RPC form has one route for all operations and an endpoint of its own.
    return Template.read().apiFunctions().stream()
        .filter(function -> !function.path().equals("/"))
        .toList();
  }

  @Test
  void endpoints_allHaveAFunction() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<String> operations =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Endpoint.class"))
              .map(name -> name.substring(0, name.length() - "Endpoint.class".length()))
              .toList();

      assertThat(operations)
          .hasSizeGreaterThanOrEqualTo(6)
          .hasSameElementsAs(functions().stream().map(Template.ApiFunction::operation).toList());
    }
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
  void function_hasTheRouteOfItsEndpoint(Template.ApiFunction function) throws Exception {
    assertThat(endpoint(function).route()).hasToString(function.method() + " " + function.path());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void endpoint_saysWhatTheServiceModelSays(Template.ApiFunction function) throws Exception {
    Endpoint<?, ?> endpoint = endpoint(function);
    String row =
        String.join(
            ",",
            endpoint.operation(),
            endpoint.route().method(),
            endpoint.route().uri().template(),
            sorted(endpoint.queryMembers().stream().map(RepositoryTest::camelCase)),
            sorted(endpoint.headerMembers().entrySet().stream().map(Map.Entry::toString)),
            sorted(endpoint.errors().stream().map(ErrorCode::wireName)),
            sorted(endpoint.callers().stream().map(Enum::name)));

    assertThat(Files.readAllLines(Path.of("src", "test", "resources", "service-model.csv")))
        .contains(row);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_hasASampleEventOfItsRoute(Template.ApiFunction function) throws Exception {
    JsonNode event = Json.read(Files.readString(eventFile(function)));

    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText())
        .isEqualTo(function.method() + " " + function.path());
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo(function.method());
    assertThat(event.at("/requestContext/authorizer/iam/accountId").asText()).isNotEmpty();
    assertThat(endpoint(function).route().uri().match(event.path("rawPath").asText()))
        .hasValueSatisfying(members ->
            members.forEach((name, value) ->
                assertThat(event.path("pathParameters").path(name).asText()).isEqualTo(value)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void template_timeoutIsUnderTheGateways(Template.ApiFunction function) {
    assertThat(function.timeoutSeconds()).isBetween(1, TIMEOUT_SECONDS_MAX);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void template_policyNamesActionsAndLeadingKeys(Template.ApiFunction function) {
    assertThat(function.policyStatements())
        .isNotEmpty()
        .filteredOn(statement -> statement.contains("dynamodb:"))
        .allSatisfy(statement ->
            assertThat(statement)
                .doesNotContain("dynamodb:*", "Action=sns:*", "Action=sts:*", "Resource=*")
                .satisfies(text ->
                    assertThat(text.contains("dynamodb:LeadingKeys"))
                        .isEqualTo(
                            text.contains("Action=dynamodb:")
                                || text.contains("Action=[dynamodb:"))));
  }

  static Path eventFile(Template.ApiFunction function) {
    String kebabCase =
        Arrays.stream(function.operation().split("(?=[A-Z])"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("-"));
    return EVENTS.resolve(kebabCase + ".json");
  }

  private static Endpoint<?, ?> endpoint(Template.ApiFunction function) throws Exception {
    String handler = function.handlerClass();
    String name = handler.substring(0, handler.length() - "Handler".length()) + "Endpoint";
    return (Endpoint<?, ?>) Class.forName(name).getField("ENDPOINT").get(null);
  }

  private static String camelCase(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String sorted(Stream<String> names) {
    return String.join(" ", names.collect(Collectors.toCollection(TreeSet::new)));
  }
}
