package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.http.GatewayEvent;
import io.ergosync.api.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is sent, the answer is the client's fault or a success, and says nothing it must not.
 */
class HostileInputTest {
  private final Server server = new Server();

  @Property
  void anyText_asABody_isAnswered(@ForAll String body) {
    answered(server.send("UpdateRecords", server.request("UpdateRecords").body(body)));
  }

  @Property
  void anyJson_asABody_isAnswered(@ForAll("json") JsonNode body) {
    answered(server.send("UpdateRecords", server.request("UpdateRecords").body(Json.text(body))));
  }

  @Property
  void anyText_asABodyOfTheRpcForm_isAnswered(@ForAll String body) {
    answered(server.rpc(Server.COGNITO, body));
  }

  @Property(tries = 300)
  void anyJson_inPlacesOfTheRpcForm_isAnswered(@ForAll("json") JsonNode node) {
    answered(server.rpc(Server.COGNITO, Json.text(node)));
    for (String operation : server.operations()) {
      for (String member : List.of("Operation", "Service", "Input", "IdentityPoolId")) {
        ObjectNode body =
            Json.object().put("Operation", "com.amazonaws.cognito.sync.model#" + operation);
        ObjectNode input =
            body.putObject("Input")
                .put("IdentityPoolId", Server.IDENTITY.identityPoolId().value())
                .put("IdentityId", Server.IDENTITY.identityId().value())
                .put("DatasetName", Server.DATASET.datasetName().value());
        if (body.has(member) || member.equals("Service")) {
          body.set(member, node);
        } else {
          input.set(member, node);
        }
        answered(server.rpc(Server.COGNITO, Json.text(body)));
      }
    }
  }

  @Property
  void anyJson_inPatches_isAnswered(
      @ForAll("json") JsonNode op,
      @ForAll("json") JsonNode key,
      @ForAll("json") JsonNode value,
      @ForAll("json") JsonNode syncCount,
      @ForAll("json") JsonNode date) {
    ObjectNode body = Json.object().put("SyncSessionToken", server.token(Server.DATASET));
    ArrayNode patches = body.putArray("RecordPatches");
    ObjectNode patch = patches.addObject();
    patch.set("Op", op);
    patch.set("Key", key);
    patch.set("Value", value);
    patch.set("SyncCount", syncCount);
    patch.set("DeviceLastModifiedDate", date);

    answered(server.send("UpdateRecords", server.request("UpdateRecords").body(Json.text(body))));
  }

  @Property(tries = 150)
  void anyText_inTheQueryAndThePath_isAnswered(@ForAll String text) {
    for (String name : List.of("lastSyncCount", "maxResults", "nextToken", "syncSessionToken")) {
      answered(server.send("ListRecords", server.request("ListRecords").query(name, text)));
      answered(server.send("ListDatasets", server.request("ListDatasets").query(name, text)));
    }
    GatewayEvent request = server.request("DescribeDataset", Server.DATASET, Server.DEVELOPER);
    String path = request.path().replace("My_data.set", text);
    GatewayEvent hostile = GatewayEvent.of("GET", path, request.template()).by(Server.DEVELOPER);
    answered(server.sendEvent("DescribeDataset", hostile.restApi()));
    answered(server.sendEvent("DescribeDataset", hostile.functionUrl()));
  }

  @Property(tries = 150)
  void anyJson_asAnEvent_isAnswered(@ForAll("json") JsonNode event) {
    for (String operation : server.operations()) {
      answered(server.sendEvent(operation, Json.text(event)));
    }
  }

  @Property(tries = 150)
  void anyJson_inPlacesOfAnEvent_isAnswered(@ForAll("json") JsonNode node) throws Exception {
    JsonNode event = Json.read(server.request("UpdateRecords").body("{}").httpApi());
    for (String pointer :
        List.of(
            "/headers",
            "/pathParameters",
            "/queryStringParameters",
            "/body",
            "/isBase64Encoded",
            "/rawPath",
            "/requestContext",
            "/requestContext/http",
            "/requestContext/stage",
            "/requestContext/requestId",
            "/requestContext/authorizer",
            "/requestContext/authorizer/iam",
            "/requestContext/authorizer/iam/cognitoIdentity",
            "/requestContext/authorizer/iam/accountId",
            "/pathParameters/IdentityId")) {
      ObjectNode damaged = event.deepCopy();
      int slash = pointer.lastIndexOf('/');
      ((ObjectNode) damaged.at(pointer.substring(0, slash)))
          .set(pointer.substring(slash + 1), node);
      answered(server.sendEvent("UpdateRecords", Json.text(damaged)));
    }
  }

  @Example
  void numbersWithoutEnd_areAnswered() {
    for (String number :
        List.of(
            "9".repeat(999),
            "9".repeat(100_000),
            "1e999999999",
            "1e-999999999",
            "1E99999999999999",
            "-" + "0.".concat("0".repeat(900)) + "1",
            "0." + "9".repeat(5_000))) {
      for (String member : List.of("SyncCount", "DeviceLastModifiedDate", "Key", "Op", "Unknown")) {
        Reply reply = server.update("[{\"" + member + "\":" + number + "}]");
        answered(reply);
        assertThat(reply.status()).isEqualTo(400);
      }
    }
  }

  @Example
  void halfSurrogates_areRefusedWhereverTheyAre() {
    for (String patch :
        List.of(
            "{\"Op\":\"replace\",\"Key\":\"\\ud83d\",\"Value\":\"v\",\"SyncCount\":0}",
            "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"\\ude00\",\"SyncCount\":0}",
            "{\"Op\":\"\\ud83d\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":0}",
            "{\"Op\":\"replace\",\"Key\":\"k\",\"Value\":\"v\",\"SyncCount\":\"\\ud83d\"}")) {
      Reply reply = server.update("[" + patch + "]");
      assertThat(reply.status()).as(patch).isEqualTo(400);
    }
  }

  private void answered(Reply reply) {
    String log = server.takeLog();
    assertThat(reply.status()).as(log).isBetween(200, 499);
    assertThat(log).doesNotContain("stackTrace");
  }

  @Provide
  Arbitrary<JsonNode> json() {
    Arbitrary<String> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-1",
                "1.5",
                "1e30",
                "1e-30",
                "9223372036854775808",
                "\"replace\"",
                "\"remove\"",
                "\"\"",
                "\"k\"",
                "\"0\"",
                "\"\\ud800\"",
                "\"\\u0000\""),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.bigDecimals().map(String::valueOf),
            Arbitraries.strings().ofMaxLength(20).map(text -> Json.text(string(text))));
    Arbitrary<String> names =
        Arbitraries.of(
            "Op",
            "Key",
            "Value",
            "SyncCount",
            "RecordPatches",
            "SyncSessionToken",
            "DeviceId",
            "x");
    Arbitrary<String> nested =
        Arbitraries.lazyOf(
            () -> scalars,
            () -> scalars.list().ofMaxSize(3).map(HostileInputTest::array),
            () ->
                Arbitraries.maps(names, scalars.list().ofMaxSize(2).map(HostileInputTest::array))
                    .ofMaxSize(4)
                    .map(HostileInputTest::object),
            () -> Arbitraries.maps(names, scalars).ofMaxSize(5).map(HostileInputTest::object),
            () ->
                Arbitraries.maps(
                        names,
                        Arbitraries.maps(names, scalars)
                            .ofMaxSize(5)
                            .map(HostileInputTest::object)
                            .list()
                            .ofMaxSize(2)
                            .map(HostileInputTest::array))
                    .ofMaxSize(3)
                    .map(HostileInputTest::object));
    return nested.map(HostileInputTest::parse);
  }

  private static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static JsonNode string(String text) {
    return TextNode.valueOf(text);
  }

  private static JsonNode parse(String json) {
    try {
      return Json.read(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
