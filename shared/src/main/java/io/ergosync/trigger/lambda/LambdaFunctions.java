package io.ergosync.trigger.lambda;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.trigger.CustomerFunctions;
import io.ergosync.trigger.TriggerErrors;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Ec2ThrottledException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Functions on AWS Lambda, by synchronous invocation. Safe for use by many threads. */
public final class LambdaFunctions implements CustomerFunctions {
  /** How long a function may take, everything included: the original's limit. */
  public static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(5);

  /** The most bytes of a payload: 6 MB. */
  static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private final Function<String, LambdaClient> clients;
  private final Duration answerTimeMax;

  /**
   * Functions of any region.
   *
   * @param clients the client of a region, which must not try again by itself
   * @param answerTimeMax {@link #ANSWER_TIME_MAX} but for tests
   */
  public LambdaFunctions(Function<String, LambdaClient> clients, Duration answerTimeMax) {
    this.clients = requireNonNull(clients);
    this.answerTimeMax = requireNonNull(answerTimeMax);
  }

  @Override
  public String invoke(LambdaFunctionArn function, String payload) {
    SdkBytes bytes = SdkBytes.fromUtf8String(payload);
    if (bytes.asByteArrayUnsafe().length > PAYLOAD_BYTES_MAX) {
      throw TriggerErrors.payloadTooLarge();
    }
    InvokeRequest request =
        InvokeRequest.builder()
            .functionName(function.value())
            .invocationType(InvocationType.REQUEST_RESPONSE)
            .payload(bytes)
            // Of this one call, so that each invocation has the whole time.
            .overrideConfiguration(o -> o.apiCallTimeout(answerTimeMax))
            .build();
    InvokeResponse response = send(clients.apply(function.region()), request);
    if (response.functionError() != null) {
      throw TriggerErrors.invalidOutput("failed; nothing was stored.");
    }
    return text(response.payload());
  }

  private static InvokeResponse send(LambdaClient client, InvokeRequest request) {
    try {
      return client.invoke(request);
    } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException e) {
      throw TriggerErrors.timedOut(e);
    } catch (LambdaException e) {
      throw refused(e);
    } catch (SdkClientException e) {
      throw e.getCause() instanceof SocketTimeoutException
          ? TriggerErrors.timedOut(e)
          : ApiException.internalError(e);
    }
  }

  private static ApiException refused(LambdaException e) {
    return switch (e) {
      case TooManyRequestsException _, Ec2ThrottledException _ -> TriggerErrors.throttled(e);
      case RequestTooLargeException _ -> TriggerErrors.payloadTooLarge();
      case ResourceNotFoundException _ ->
          TriggerErrors.invalidOutput("does not exist; nothing was stored.", e);
      case LambdaException other when other.isThrottlingException() ->
          TriggerErrors.throttled(other);
      case LambdaException other when other.statusCode() == FORBIDDEN ->
          TriggerErrors.invalidOutput(
              "must not be invoked: the service lacks permission; nothing was stored.", other);
      // Lambda's own failure, and one of moments: not the function's.
      case LambdaException other when other.statusCode() >= SERVER_ERROR ->
          ApiException.internalError(other);
      case LambdaException other ->
          TriggerErrors.invalidOutput("cannot be invoked; nothing was stored.", other);
    };
  }

  private static String text(SdkBytes payload) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(payload.asByteArrayUnsafe()))
          .toString();
    } catch (CharacterCodingException e) {
      throw TriggerErrors.invalidOutput("must return JSON; its answer is not UTF-8.", e);
    }
  }
}
