package io.ergosync.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Router router =
      new Router(
          List.of(
              function("One", "GET", "/pools/{Pool}"),
              function("Two", "GET", "/pools/{Pool}/{Any}"),
              function("Three", "GET", "/pools/{Pool}/events"),
              function("Four", "POST", "/")));

  @Test
  void match_parameters_areTheDecodedSegments() {
    assertThat(router.match("GET", "/pools/us-east-1:a").orElseThrow().pathParameters())
        .isEqualTo(Map.of("Pool", "us-east-1:a"));
  }

  @Test
  void match_literalAndParameterFit_takesTheLiteral() {
    assertThat(name("GET", "/pools/p/events")).isEqualTo("Three");
    assertThat(name("GET", "/pools/p/other")).isEqualTo("Two");
  }

  @Test
  void match_otherMethodLengthOrEmptySegment_isNoRoute() {
    assertThat(router.match("POST", "/pools/p")).isEmpty();
    assertThat(router.match("GET", "/pools/p/")).isEmpty();
    assertThat(router.match("GET", "/pools//events")).isEmpty();
    assertThat(router.match("GET", "/pools/p/events/x")).isEmpty();
    assertThat(router.match("GET", "/")).isEmpty();
    assertThat(name("POST", "/")).isEqualTo("Four");
  }

  @Test
  void router_sameRouteTwice_isToldAtTheStart() {
    assertThatThrownBy(
            () -> new Router(List.of(function("A", "GET", "/a"), function("B", "GET", "/a"))))
        .hasMessage("The template has the route 'GET /a' twice.");
  }

  private String name(String method, String path) {
    return router.match(method, path).orElseThrow().function().name();
  }

  private static FunctionDefinition function(String name, String method, String path) {
    return new FunctionDefinition(
        name, "a.B", Duration.ofSeconds(1), 128, Map.of(), List.of(new Route(method, path)));
  }
}
