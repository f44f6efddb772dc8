package io.ergosync.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of DynamoDB, on loopback, as a sample event needs: it takes every write, gives back the
 * items that were put, and finds nothing else.
 */
final class PrimingDatabase implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();

  private PrimingDatabase(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  static PrimingDatabase start() throws IOException {
    PrimingDatabase database =
        new PrimingDatabase(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    database.server.createContext("/", database::handle);
    database.server.start();
    return database;
  }

  /** Where it is. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    JsonNode request =
        Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] answer =
        Json.text(answer(target == null ? "" : target, request)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private ObjectNode answer(String target, JsonNode request) {
    ObjectNode answer = Json.object();
    ObjectNode units = Json.object().put("TableName", "priming").put("CapacityUnits", 1);
    switch (target.substring(target.indexOf('.') + 1)) {
      case "GetItem" -> {
        JsonNode item = items.get(key(request.path("Key")));
        if (item != null) {
          answer.set("Item", item);
        }
        answer.set("ConsumedCapacity", units);
      }
      case "PutItem" -> {
        put(request.path("Item"));
        answer.set("ConsumedCapacity", units);
      }
      case "TransactWriteItems" -> {
        request.path("TransactItems").forEach(write -> put(write.path("Put").path("Item")));
        answer.putArray("ConsumedCapacity").add(units);
      }
      case "Query" -> {
        answer.putArray("Items");
        answer.put("Count", 0).put("ScannedCount", 0).set("ConsumedCapacity", units);
      }
      case "BatchGetItem" -> {
        answer.putObject("Responses");
        answer.putObject("UnprocessedKeys");
        answer.putArray("ConsumedCapacity").add(units);
      }
      case "BatchWriteItem" -> {
        answer.putObject("UnprocessedItems");
        answer.putArray("ConsumedCapacity").add(units);
      }
      default -> answer.set("ConsumedCapacity", units);
    }
    return answer;
  }

  private void put(JsonNode item) {
    if (item.isObject()) {
      items.put(key(item), item);
    }
  }

  private static String key(JsonNode item) {
    return item.path("pk").path("S").asText() + " " + item.path("sk").path("S").asText();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
