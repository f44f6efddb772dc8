package io.ergosync.local.invoke;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.local.http.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's Runtime API (Lambda developer guide, "Using the Lambda runtime API") for one process, on
 * loopback. One event is out at a time, as on Lambda. Safe for use by many threads.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final int ACCEPTED = 202;

  static {
    // Without it each answer waits for an acknowledgement that the client delays by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<RuntimeAnswer> initialized = new CompletableFuture<>();
  private volatile Invocation current = Invocation.NONE;

  private record Invocation(String requestId, Body event, CompletableFuture<RuntimeAnswer> answer) {
    static final Invocation NONE = new Invocation("", Body.EMPTY, new CompletableFuture<>());
  }

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  /** An API on a free port. */
  public static RuntimeApi start() {
    try {
      RuntimeApi api =
          new RuntimeApi(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      api.server.setExecutor(api.threads);
      api.server.createContext(PREFIX, api::handle);
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} is to say. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Waits until the runtime has made the handler and asks for its first event, or for being
   * restored.
   *
   * @return whether it did in time; if it failed, why
   */
  public RuntimeAnswer awaitInitialized(Duration timeMax) {
    return await(initialized, timeMax);
  }

  /** Hands an event to the runtime and waits for what comes of it. */
  public RuntimeAnswer invoke(String requestId, Body event, Duration timeMax) {
    Invocation invocation = new Invocation(requestId, event, new CompletableFuture<>());
    waiting.add(invocation);
    return await(invocation.answer(), timeMax);
  }

  /** To be called when the process has ended: what it did not answer it never will. */
  public void processEnded(int status) {
    RuntimeAnswer crashed = new RuntimeAnswer.Crashed("the process ended with status " + status);
    initialized.complete(crashed);
    current.answer().complete(crashed);
    waiting.forEach(invocation -> invocation.answer().complete(crashed));
  }

  private static RuntimeAnswer await(CompletableFuture<RuntimeAnswer> answer, Duration timeMax) {
    try {
      return answer.get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new RuntimeAnswer.Crashed("no answer within " + timeMax);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RuntimeAnswer.Crashed("interrupted");
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestURI().getPath().substring(PREFIX.length());
    Body body = Body.of(exchange.getRequestBody().readAllBytes());
    switch (call) {
      case "invocation/next" -> next(exchange);
      case "restore/next" -> {
        initialized.complete(new RuntimeAnswer.Answered(Body.EMPTY));
        answer(exchange, 200, Body.EMPTY);
      }
      case "init/error", "restore/error" -> {
        initialized.complete(new RuntimeAnswer.Failed(body));
        answer(exchange, ACCEPTED, Body.EMPTY);
      }
      default -> {
        RuntimeAnswer result =
            call.endsWith("/error")
                ? new RuntimeAnswer.Failed(body)
                : new RuntimeAnswer.Answered(body);
        // First, as Lambda does: the runtime may ask for the next one once it has this.
        answer(exchange, ACCEPTED, Body.EMPTY);
        current.answer().complete(result);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    initialized.complete(new RuntimeAnswer.Answered(Body.EMPTY));
    try {
      current = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", current.requestId());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(Duration.ofSeconds(60)).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:local");
    headers.set("Content-Type", "application/json");
    answer(exchange, 200, current.event());
  }

  private static void answer(HttpExchange exchange, int status, Body body) throws IOException {
    byte[] bytes = body.bytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
