package io.ergosync.delivery.lambda;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.LambdaFunctionArn;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Hands events to Lambda: small ones to its own queue, from which it tries the function three times
 * and then does what the function's owner configured. An event too large for that queue is answered
 * by the function itself, where there is time for it. Safe for use by many threads.
 */
public final class FunctionInvocation {
  /** The most bytes that Lambda's own queue takes. */
  static final int QUEUED_BYTES_MAX = 1_000_000;

  /** The most bytes of any event: 6 MB. */
  static final int PAYLOAD_BYTES_MAX = 6 * 1024 * 1024;

  /** How long Lambda may take to put an event into its queue. */
  private static final Duration QUEUE_TIME_MAX = Duration.ofSeconds(5);

  private final Function<String, LambdaClient> clients;
  private final Duration answerTimeMax;

  /**
   * Functions of any region.
   *
   * @param clients the client of a region
   * @param answerTimeMax how long a function may take that is given a large event; zero leaves
   *     large events undelivered
   */
  public FunctionInvocation(Function<String, LambdaClient> clients, Duration answerTimeMax) {
    this.clients = requireNonNull(clients);
    this.answerTimeMax = requireNonNull(answerTimeMax);
  }

  /**
   * Hands an event over.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if that is unknown
   */
  Handover invoke(LambdaFunctionArn function, SdkBytes event) {
    boolean queued = event.asByteArrayUnsafe().length <= QUEUED_BYTES_MAX;
    if (!queued && answerTimeMax.isZero()) {
      return Handover.TooLarge.TOO_LARGE;
    }
    InvokeRequest request =
        InvokeRequest.builder()
            .functionName(function.value())
            .invocationType(queued ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
            .payload(event)
            .overrideConfiguration(o -> o.apiCallTimeout(queued ? QUEUE_TIME_MAX : answerTimeMax))
            .build();
    InvokeResponse response = clients.apply(function.region()).invoke(request);
    return response.functionError() == null
        ? Handover.Taken.TAKEN
        : new Handover.Failed("The function failed.");
  }
}
