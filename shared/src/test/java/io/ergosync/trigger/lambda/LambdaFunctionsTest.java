package io.ergosync.trigger.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.domain.LambdaFunctionArn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The real client, as functions have it, against a Lambda of our own on loopback. */
class LambdaFunctionsTest {
  private static final LambdaFunctionArn FUNCTION =
      new LambdaFunctionArn("arn:aws:lambda:us-east-1:123456789012:function:hello:live");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private LambdaClient client;
  private LambdaFunctions functions;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    client =
        LambdaClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    functions = new LambdaFunctions(region -> client, LambdaFunctions.ANSWER_TIME_MAX);
  }

  @AfterEach
  void stop() {
    ended.countDown();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void invoke_answers_whatTheFunctionDoes() {
    answer(200, "", "{\"é\":1}");

    assertThat(functions.invoke(FUNCTION, "{\"ö\":2}")).isEqualTo("{\"é\":1}");
    assertThat(requests)
        .containsExactly(
            "POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Ahello%3Alive"
                + "/invocations RequestResponse {\"ö\":2}");
  }

  @Test
  void invoke_functionError_isInvalidOutputWithoutItsText() {
    answer(200, "X-Amz-Function-Error: Unhandled", "{\"errorMessage\":\"secret\"}");

    assertFails(ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT, "The SyncTrigger function failed");
  }

  @ParameterizedTest
  @CsvSource({
    "429,TooManyRequestsException,LAMBDA_THROTTLED,is throttled",
    "502,EC2ThrottledException,LAMBDA_THROTTLED,is throttled",
    "404,ResourceNotFoundException,INVALID_LAMBDA_FUNCTION_OUTPUT,does not exist",
    "403,AccessDeniedException,INVALID_LAMBDA_FUNCTION_OUTPUT,lacks permission",
    "409,ResourceConflictException,INVALID_LAMBDA_FUNCTION_OUTPUT,cannot be invoked",
    "413,RequestTooLargeException,LIMIT_EXCEEDED,6 MB",
    "500,ServiceException,INTERNAL_ERROR,failed internally"
  })
  void invoke_refusedByLambda_isTheErrorOfTheApi(
      int status, String type, ErrorCode code, String message) {
    answer(status, "x-amzn-ErrorType: " + type, "{\"Message\":\"no\"}");

    assertFails(code, message);
    assertThat(requests).as("sent once").hasSize(1);
  }

  @Test
  void invoke_payloadBeyondSixMegabytes_isNotSent() {
    answer(200, "", "{}");

    assertThatThrownBy(() -> functions.invoke(FUNCTION, "x".repeat(6 * 1024 * 1024 + 1)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    assertThat(requests).isEmpty();
  }

  @Test
  void invoke_answerThatIsNotUtf8_isInvalidOutput() {
    server.createContext("/", exchange -> send(exchange, 200, "", new byte[] {'"', (byte) 0xff}));

    assertFails(ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT, "not UTF-8");
  }

  @Test
  @Timeout(30)
  void invoke_withoutAnswer_timesOutAndIsNotRepeated() {
    server.createContext(
        "/",
        exchange -> {
          note(exchange);
          await();
        });
    functions = new LambdaFunctions(region -> client, Duration.ofMillis(300));

    assertFails(ErrorCode.LAMBDA_SOCKET_TIMEOUT, "within 5 seconds");
    assertThat(requests).hasSize(1);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  @Timeout(30)
  void invoke_answerThatComesInDrops_timesOutAllTheSame() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          // A byte every few milliseconds, so that no read of the socket is slow by itself.
          while (ended.getCount() > 0) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            if (await(Duration.ofMillis(20))) {
              return;
            }
          }
        });
    functions = new LambdaFunctions(region -> client, Duration.ofMillis(500));

    assertFails(ErrorCode.LAMBDA_SOCKET_TIMEOUT, "within 5 seconds");
  }

  @Test
  void invoke_noLambdaThere_isAnInternalError() {
    server.stop(0);

    assertFails(ErrorCode.INTERNAL_ERROR, "failed internally");
  }

  private void answer(int status, String header, String body) {
    server.createContext(
        "/",
        exchange -> {
          note(exchange);
          send(exchange, status, header, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  private void note(HttpExchange exchange) throws IOException {
    requests.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
  }

  private static void send(HttpExchange exchange, int status, String header, byte[] body)
      throws IOException {
    if (!header.isEmpty()) {
      String[] both = header.split(": ", 2);
      exchange.getResponseHeaders().set(both[0], both[1]);
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void await() {
    await(Duration.ofMinutes(1));
  }

  /** Whether the test ended. */
  private boolean await(Duration time) {
    try {
      return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void assertFails(ErrorCode code, String message) {
    assertThatThrownBy(() -> functions.invoke(FUNCTION, "{}"))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(message).doesNotContain("secret");
            });
  }
}
