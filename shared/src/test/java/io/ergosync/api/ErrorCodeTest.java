package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  /**
   * The table of the service model; LambdaSocketTimeoutException is the developer guide's,
   * SerializationException and UnknownOperationException are the legacy RPC form's.
   */
  private static final Map<String, Integer> STATUS_BY_NAME =
      Map.ofEntries(
          Map.entry("AlreadyStreamedException", 400),
          Map.entry("ConcurrentModificationException", 400),
          Map.entry("DuplicateRequestException", 400),
          Map.entry("InternalErrorException", 500),
          Map.entry("InvalidConfigurationException", 400),
          Map.entry("InvalidLambdaFunctionOutputException", 400),
          Map.entry("InvalidParameterException", 400),
          Map.entry("LambdaSocketTimeoutException", 400),
          Map.entry("LambdaThrottledException", 429),
          Map.entry("LimitExceededException", 400),
          Map.entry("NotAuthorizedException", 403),
          Map.entry("ResourceConflictException", 409),
          Map.entry("ResourceNotFoundException", 404),
          Map.entry("SerializationException", 400),
          Map.entry("TooManyRequestsException", 429),
          Map.entry("UnknownOperationException", 404));

  @Test
  void codes_haveTheModelsNamesAndStatus() {
    assertThat(Arrays.stream(ErrorCode.values()))
        .allSatisfy(
            code -> assertThat(STATUS_BY_NAME).containsEntry(code.wireName(), code.status()))
        .hasSameSizeAs(STATUS_BY_NAME.entrySet());
  }
}
