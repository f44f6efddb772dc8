package io.ergosync.local.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.json.Json;
import io.ergosync.local.customer.FunctionUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A customer's functions, on a loopback port. */
final class CustomerFunction implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  private CustomerFunction(HttpServer server) {
    this.server = server;
  }

  static CustomerFunction start() {
    try {
      CustomerFunction function =
          new CustomerFunction(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      function.serve();
      return function;
    } catch (IOException e) {
      throw new AssertionError("no free port", e);
    }
  }

  /** All of them, as the command line names them. */
  FunctionUrls urls() {
    FunctionUrls urls = FunctionUrls.NONE;
    for (String name : new String[] {"count", "edit", "veto", "throttle", "garbage", "hang"}) {
      urls =
          urls.plus(
              "%s=http://127.0.0.1:%d/%s".formatted(name, server.getAddress().getPort(), name));
    }
    return urls;
  }

  private void serve() {
    server.setExecutor(threads);
    server.createContext("/count", exchange -> answer(exchange, 200, counted(event(exchange))));
    server.createContext("/edit", exchange -> answer(exchange, 200, edited(event(exchange))));
    server.createContext("/veto", exchange -> answer(exchange, 500, "{\"errorMessage\":\"no\"}"));
    server.createContext("/throttle", exchange -> answer(exchange, 429, ""));
    server.createContext("/garbage", exchange -> answer(exchange, 200, "<html>"));
    server.createContext("/hang", exchange -> hang());
    server.start();
  }

  /** Counts the updates in a record of its own. */
  private static String counted(ObjectNode event) {
    ObjectNode records = (ObjectNode) event.path("datasetRecords");
    int total = records.path("total").path("newValue").asInt(0);
    records.putObject("total").put("newValue", Integer.toString(total + 1)).put("op", "replace");
    return Json.text(event);
  }

  /** Changes the record "mine", removes "unwanted" and adds "added". */
  private static String edited(ObjectNode event) {
    ObjectNode records = (ObjectNode) event.path("datasetRecords");
    if (records.path("mine") instanceof ObjectNode mine) {
      mine.put("newValue", mine.path("newValue").asText() + "!");
    }
    if (records.path("unwanted") instanceof ObjectNode unwanted) {
      unwanted.put("op", "remove");
    }
    records.putObject("added").put("newValue", "by the function").put("op", "replace");
    return Json.text(event);
  }

  private void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode event(HttpExchange exchange) throws IOException {
    return (ObjectNode)
        Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
