package io.ergosync.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Kinesis on the wire, of which one stream can be made to fail in each of the ways there are. */
final class FailingKinesis implements AutoCloseable {
  /** How a stream fails. */
  enum Failure {
    NONE,
    /** Every request is answered with 500. */
    SERVER_ERROR,
    /** No request is answered while it lasts. */
    SILENCE,
    /** Every request is taken and every record of it refused. */
    THROTTLING,
    /** No request is permitted. */
    FORBIDDEN
  }

  private final HttpServer server;
  private final String failingStream;
  private final Map<String, List<JsonNode>> taken = new ConcurrentHashMap<>();
  private volatile Failure failure = Failure.NONE;
  private final AtomicInteger held = new AtomicInteger();
  private volatile CountDownLatch silence = new CountDownLatch(0);

  FailingKinesis(String failingStream) throws IOException {
    this.failingStream = failingStream;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void fail(Failure how) {
    silence.countDown();
    if (how == Failure.SILENCE) {
      silence = new CountDownLatch(1);
    }
    failure = how;
  }

  /** Whether a request is being left without an answer. */
  boolean holds() {
    return held.get() > 0;
  }

  /** What a stream took, oldest first. */
  List<JsonNode> taken(String stream) {
    return taken.getOrDefault(stream, List.of());
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode request =
        Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String stream = request.path("StreamName").asText();
    switch (stream.equals(failingStream) ? failure : Failure.NONE) {
      case NONE -> answer(exchange, 200, take(stream, request));
      case SERVER_ERROR ->
          answer(exchange, 500, Json.object().put("__type", "InternalFailureException"));
      case SILENCE -> {
        held.incrementAndGet();
        try {
          silence.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        held.decrementAndGet();
        exchange.close();
      }
      case THROTTLING -> answer(exchange, 200, refuse(request));
      case FORBIDDEN -> answer(exchange, 400, Json.object().put("__type", "AccessDeniedException"));
    }
  }

  private ObjectNode take(String stream, JsonNode request) throws IOException {
    ObjectNode answer = Json.object().put("FailedRecordCount", 0);
    ArrayNode results = answer.putArray("Records");
    for (JsonNode record : request.path("Records")) {
      String data =
          new String(
              Base64.getDecoder().decode(record.path("Data").asText()), StandardCharsets.UTF_8);
      taken.computeIfAbsent(stream, _ -> new CopyOnWriteArrayList<>()).add(Json.read(data));
      results.addObject().put("SequenceNumber", "1").put("ShardId", "shardId-000000000000");
    }
    return answer;
  }

  private static ObjectNode refuse(JsonNode request) {
    ObjectNode answer = Json.object().put("FailedRecordCount", request.path("Records").size());
    ArrayNode results = answer.putArray("Records");
    for (int i = 0; i < request.path("Records").size(); i++) {
      results
          .addObject()
          .put("ErrorCode", "ProvisionedThroughputExceededException")
          .put("ErrorMessage", "Slow down.");
    }
    return answer;
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    fail(Failure.NONE);
    server.stop(0);
  }
}
