package io.ergosync.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.sigv4.Caller;
import io.ergosync.local.sigv4.Principal;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Route;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadEventTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Caller DEVELOPER = new Caller("local", new Principal.IamUser("local"));
  private static final Caller IDENTITY =
      new Caller(
          "ASIAKEY",
          new Principal.PoolIdentity(
              "us-east-1:a", "us-east-1:b", List.of("authenticated", "graph.facebook.com")));

  @Test
  void of_developer_isTheGoldenEvent() throws IOException {
    HttpRequest request =
        request(
            "application/json; charset=utf-8",
            Body.of("{\"a\":\"é\"}"),
            new Header("X-Twice", "1"),
            new Header("x-twice", "2"),
            new Header("Cookie", "a=b; c=d"));

    assertThat(event(request, DEVELOPER)).isEqualTo(golden("event-developer.json"));
  }

  @Test
  void of_identity_namesItsPoolAndLogins() throws IOException {
    JsonNode iam =
        event(request("application/json", Body.EMPTY), IDENTITY)
            .at("/requestContext/authorizer/iam");

    assertThat(iam).isEqualTo(golden("authorizer-identity.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,false",
    "application/json;charset=UTF-8,false",
    "text/plain,false",
    "application/x-amz-json-1.1,true",
    "application/octet-stream,true",
    "'',true"
  })
  void of_body_isTextForTextTypesOnly(String type, boolean isBase64) throws IOException {
    JsonNode event = event(request(type, Body.of("{}")), DEVELOPER);

    assertThat(event.get("isBase64Encoded").booleanValue()).isEqualTo(isBase64);
    assertThat(event.get("body").textValue()).isEqualTo(isBase64 ? "e30=" : "{}");
  }

  @Test
  void of_bodyThatIsNotUtf8_isBase64() throws IOException {
    JsonNode event =
        event(request("application/json", Body.of(new byte[] {(byte) 0xff})), DEVELOPER);

    assertThat(event.get("isBase64Encoded").booleanValue()).isTrue();
    assertThat(event.get("body").textValue()).isEqualTo("/w==");
  }

  @Test
  void of_noBody_hasNone() throws IOException {
    JsonNode event = event(request("application/json", Body.EMPTY), DEVELOPER);

    assertThat(event.has("body")).isFalse();
    assertThat(event.get("isBase64Encoded").booleanValue()).isFalse();
  }

  private static JsonNode event(HttpRequest request, Caller caller) throws IOException {
    Route route = new Route("POST", "/datasets/{DatasetName}");
    FunctionDefinition function =
        new FunctionDefinition("F", "a.B", Duration.ofSeconds(1), 128, Map.of(), List.of(route));
    return JSON.readTree(
        PayloadEvent.of(
                request,
                new Router.Match(function, route, Map.of("DatasetName", "a:b")),
                caller,
                "request-1",
                Instant.parse("2026-11-02T14:09:52.25Z"))
            .bytes());
  }

  private static HttpRequest request(String type, Body body, Header... more) {
    List<Header> lines =
        new ArrayList<>(
            List.of(
                new Header("Host", "127.0.0.1:8080"),
                new Header("User-Agent", "test/1"),
                new Header("Content-Type", type)));
    lines.addAll(List.of(more));
    return new HttpRequest(
        "POST",
        "/datasets/a%3Ab",
        "nextToken=a%2Bb&x=1&x=2&flag",
        new Headers(lines),
        body,
        "HTTP/1.1",
        "127.0.0.1");
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream content = PayloadEventTest.class.getResourceAsStream("/gateway/" + name)) {
      return JSON.readTree(content);
    }
  }
}
