package io.ergosync.trigger;

import io.ergosync.domain.LambdaFunctionArn;

/** Lambda functions that are not ours. An implementation is safe for use by many threads. */
@FunctionalInterface
public interface CustomerFunctions {
  /**
   * Invokes a function once and waits for its answer, no longer than 5 seconds: the limit of the
   * original (its developer guide, "Amazon Cognito Events").
   *
   * @param payload JSON
   * @return what the function answered, whatever that is
   * @throws io.ergosync.api.ApiException LambdaSocketTimeoutException without an answer in time;
   *     LambdaThrottledException if Lambda throttles; InvalidLambdaFunctionOutputException if the
   *     function fails or cannot be invoked; LimitExceededException if the payload is too large for
   *     Lambda; InternalErrorException if Lambda itself fails
   */
  String invoke(LambdaFunctionArn function, String payload);
}
