package io.ergosync.local.customer;

import io.ergosync.local.lambda.LocalFunction;
import io.ergosync.local.logging.ServerLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * A Lambda whose functions are URLs on this machine: an invocation is a POST of the payload, the
 * answer is the function's, status 429 is throttling and any other that is not 2xx a function
 * error. An invocation of type Event is answered at once and happens in the background, with two
 * retries. Safe for use by many threads.
 */
final class StandInLambdaClient implements LambdaClient {
  /** A function's name, its ARN or part of that, with an alias or without. */
  private static final Pattern FUNCTION_NAME =
      Pattern.compile(
          "(?:(?:arn:[^:]+:lambda:[^:]+:)?\\d{12}:(?:function:)?)?([a-zA-Z0-9-_]+)(?::[^:]+)?");

  /** As long as a function may run on Lambda. */
  private static final Duration TIMEOUT_DEFAULT = Duration.ofMinutes(15);

  private static final int THROTTLED = 429;

  /** The most bytes of an asynchronous invocation's payload. */
  private static final int EVENT_BYTES_MAX = 1_048_576;

  /** Lambda's default. */
  private static final int RETRIES_MAX = 2;

  /** Lambda waits a minute before the first retry and two before the second. */
  private static final Duration RETRY_DELAY = Duration.ofMillis(200);

  private final FunctionUrls functions;
  private final Invocations invocations;
  private final ServerLog log;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  StandInLambdaClient(FunctionUrls functions, Invocations invocations, ServerLog log) {
    this.functions = functions;
    this.invocations = invocations;
    this.log = log;
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    Matcher matcher = FUNCTION_NAME.matcher(request.functionName());
    String name = matcher.matches() ? matcher.group(1) : "";
    URI url =
        functions
            .find(name)
            .orElseThrow(() ->
                failure(
                    ResourceNotFoundException.builder(),
                    404,
                    "ResourceNotFoundException",
                    "Function not found: " + request.functionName()));
    SdkBytes payload = request.payload();
    Call call = new Call(name, url, payload);
    if (request.invocationType() == InvocationType.EVENT) {
      checkSize(payload, EVENT_BYTES_MAX);
      background.execute(() -> invokeUntilItSucceeds(call));
      return InvokeResponse.builder().statusCode(202).build();
    }
    checkSize(payload, LocalFunction.PAYLOAD_BYTES_MAX);
    return invoke(
        call,
        request.overrideConfiguration().flatMap(o -> o.apiCallTimeout()).orElse(TIMEOUT_DEFAULT));
  }

  /** An invocation that is to happen. */
  private record Call(String name, URI url, SdkBytes payload) {}

  private static void checkSize(SdkBytes payload, int bytesMax) {
    if (payload.asByteArrayUnsafe().length > bytesMax) {
      throw failure(
          RequestTooLargeException.builder(),
          413,
          "RequestEntityTooLargeException",
          "Request must be smaller than %s bytes".formatted(bytesMax));
    }
  }

  /** As an asynchronous invocation is handled: up to two retries, and nobody sees the answer. */
  private void invokeUntilItSucceeds(Call call) {
    try {
      for (int attempt = 0; attempt <= RETRIES_MAX; attempt++) {
        Thread.sleep(RETRY_DELAY.multipliedBy(attempt));
        if (isSuccess(call)) {
          return;
        }
      }
      log.say(
          "The function %s failed %s times; its event is dropped."
              .formatted(call.name(), RETRIES_MAX + 1));
    } catch (InterruptedException | AbortedException e) {
      // The end.
    }
  }

  private boolean isSuccess(Call call) {
    try {
      return invoke(call, TIMEOUT_DEFAULT).functionError() == null;
    } catch (TooManyRequestsException | ApiCallTimeoutException e) {
      return false;
    }
  }

  private InvokeResponse invoke(Call call, Duration timeout) {
    HttpRequest post =
        HttpRequest.newBuilder(call.url())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(call.payload().asByteArrayUnsafe()))
            .build();
    String given = call.payload().asUtf8String();
    byte[] answered = new byte[0];
    try {
      HttpResponse<byte[]> response = send(post, timeout);
      answered = response.body();
      return answer(response);
    } catch (IOException e) {
      log.say("The function %s at %s failed: %s".formatted(call.name(), call.url(), e));
      return functionError("{\"errorMessage\":\"the URL does not answer\"}");
    } finally {
      invocations.add(call.name(), given, new String(answered, StandardCharsets.UTF_8));
    }
  }

  private HttpResponse<byte[]> send(HttpRequest post, Duration timeout) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(
            post,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LocalFunction.PAYLOAD_BYTES_MAX));
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw ApiCallTimeoutException.create(timeout.toMillis());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw AbortedException.create("The invocation was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static InvokeResponse answer(HttpResponse<byte[]> response) {
    if (response.statusCode() == THROTTLED) {
      throw failure(
          TooManyRequestsException.builder(),
          THROTTLED,
          "TooManyRequestsException",
          "Rate Exceeded.");
    }
    if (response.statusCode() / 100 != 2) {
      return functionError(new String(response.body(), StandardCharsets.UTF_8));
    }
    return InvokeResponse.builder()
        .statusCode(200)
        .payload(SdkBytes.fromByteArray(response.body()))
        .build();
  }

  private static InvokeResponse functionError(String payload) {
    return InvokeResponse.builder()
        .statusCode(200)
        .functionError("Unhandled")
        .payload(SdkBytes.fromUtf8String(payload))
        .build();
  }

  private static LambdaException failure(
      LambdaException.Builder builder, int status, String code, String message) {
    return (LambdaException)
        builder
            .message(message)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Lambda")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Ends the invocations in flight. */
  @Override
  public void close() {
    background.shutdownNow();
    http.shutdownNow();
    http.close();
  }
}
