package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.functions.rpc.LegacyRpcHandler;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the function of all operations against the functions of each. */
class OperationsTest {
  static List<Template.ApiFunction> functions() throws IOException {
    return RepositoryTest.functions();
  }

  @Test
  void operations_areThoseOfTheTemplate() throws IOException {
    assertThat(Operations.all(runtime()))
        .extracting(pipeline -> pipeline.endpoint().operation())
        .containsExactlyInAnyOrderElementsOf(
            functions().stream().map(Template.ApiFunction::operation).toList());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void operation_isTheOneOfItsFunctionsHandler(Template.ApiFunction function) throws Exception {
    String handler = function.handlerClass();
    String endpoint = handler.substring(0, handler.length() - "Handler".length()) + "Endpoint";

    assertThat(Operations.all(runtime()))
        .filteredOn(pipeline -> pipeline.endpoint().operation().equals(function.operation()))
        .singleElement()
        .satisfies(pipeline ->
            assertThat((Object) pipeline.endpoint())
                .isSameAs(Class.forName(endpoint).getField("ENDPOINT").get(null)));
  }

  @Test
  void rpcFunction_isAtTheRootWithItsHandler() throws Exception {
    assertThat(rpcFunction().method()).isEqualTo("POST");
    assertThat(rpcFunction().operation()).isEqualTo("LegacyRpc");
    assertThat(rpcFunction().handlerClass()).isEqualTo(LegacyRpcHandler.class.getName());
    assertThat(new LegacyRpcHandler(runtime())).isNotNull();
  }

  @Test
  void rpcFunction_mayDoWhatTheOthersMayAndNoMore() throws IOException {
    Set<String> permissions = new TreeSet<>();
    functions().forEach(function -> permissions.addAll(function.permissions()));

    assertThat(rpcFunction().permissions()).containsExactlyInAnyOrderElementsOf(permissions);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void rpcFunction_isGivenWhatTheOthersAreGiven(Template.ApiFunction function) throws IOException {
    assertThat(rpcFunction().variables()).containsAllEntriesOf(function.variables());
    assertThat(rpcFunction().timeoutSeconds())
        .isBetween(function.timeoutSeconds(), RepositoryTest.TIMEOUT_SECONDS_MAX);
  }

  @Test
  void rpcFunction_hasASampleEventOfItsRoute() throws IOException {
    JsonNode event = Json.read(Files.readString(RepositoryTest.eventFile(rpcFunction())));

    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("POST /");
    assertThat(event.path("rawPath").asText()).isEqualTo("/");
    assertThat(event.at("/requestContext/authorizer/iam/accountId").asText()).isNotEmpty();
  }

  @Test
  void readme_hasOneRowForEachFunction() throws IOException {
    List<String> readme = Files.readAllLines(Path.of("..", "README.md"));

    for (Template.ApiFunction function : functions()) {
      String event = RepositoryTest.eventFile(function).getFileName().toString();
      String row =
          "| %s | `%s %s` | %s | `%s` | [%s](events/%s) |"
              .formatted(
                  function.operation(),
                  function.method(),
                  function.path(),
                  callers(function),
                  function.handlerClass().substring("io.ergosync.functions.".length()),
                  event.replace(".json", ""),
                  event);
      assertThat(readme).containsOnlyOnce(row);
    }
    assertThat(readme)
        .containsOnlyOnce(
            "| all of them, in the [legacy RPC form](docs/legacy-rpc.md) | `POST /` | as above | `rpc.LegacyRpcHandler` | [legacy-rpc](events/legacy-rpc.json) |");
  }

  private static String callers(Template.ApiFunction function) {
    return Operations.all(runtime()).stream()
        .filter(pipeline -> pipeline.endpoint().operation().equals(function.operation()))
        .map(pipeline ->
            switch (pipeline.endpoint().callers().size()) {
              case 2 -> "developer, identity";
              default ->
                  switch (pipeline.endpoint().callers().iterator().next()) {
                    case DEVELOPER -> "developer";
                    case COGNITO_IDENTITY -> "identity";
                  };
            })
        .findAny()
        .orElseThrow();
  }

  private static Template.ApiFunction rpcFunction() throws IOException {
    return Template.read().apiFunctions().stream()
        .filter(function -> function.path().equals("/"))
        .findAny()
        .orElseThrow();
  }

  /** What the function is given, where nobody set the template's parameters. */
  private static FunctionRuntime runtime() {
    try {
      Map<String, String> variables = new HashMap<>();
      Template template = Template.read();
      rpcFunction()
          .variables()
          .forEach((name, value) -> variables.put(name, template.byDefault(value)));
      return new FunctionRuntime(
          new Environment(variables), UnusableClients.make(), new TestClock(), new Random(1));
    } catch (IOException e) {
      throw new AssertionError("no template", e);
    }
  }
}
