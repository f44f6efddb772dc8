package io.ergosync.simulation.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The exceptions of the service, as its client throws them. */
public final class Failures {
  /** The code of a cancellation reason for an operation that was not the reason. */
  public static final String NONE = "None";

  private static final int BAD_REQUEST = 400;

  private Failures() {}

  /** What a request gets that breaks a rule of the service. */
  public static RuntimeException validation(String message) {
    return DynamoDbException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("ValidationException", message))
        .build();
  }

  /**
   * What a write gets whose condition does not hold.
   *
   * @param item the item as it is, empty if it was not asked for
   */
  public static RuntimeException conditionalCheckFailed(Map<String, AttributeValue> item) {
    String message = "The conditional request failed";
    ConditionalCheckFailedException.Builder builder =
        ConditionalCheckFailedException.builder()
            .message(message)
            .statusCode(BAD_REQUEST)
            .awsErrorDetails(details("ConditionalCheckFailedException", message));
    if (!item.isEmpty()) {
      builder.item(item);
    }
    return builder.build();
  }

  /** What a transaction gets that did not happen, with a reason for each of its operations. */
  public static RuntimeException transactionCanceled(List<CancellationReason> reasons) {
    String codes =
        reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
    String message =
        "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes;
    return TransactionCanceledException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("TransactionCanceledException", message))
        .cancellationReasons(reasons)
        .build();
  }

  /** What a transaction gets whose token was used for another one. */
  public static RuntimeException idempotentParameterMismatch() {
    String message = "Request parameters do not match those of the earlier request";
    return IdempotentParameterMismatchException.builder()
        .message(message)
        .statusCode(BAD_REQUEST)
        .awsErrorDetails(details("IdempotentParameterMismatchException", message))
        .build();
  }

  /** The details that carry an error code. */
  public static AwsErrorDetails details(String errorCode, String message) {
    return AwsErrorDetails.builder()
        .errorCode(errorCode)
        .errorMessage(message)
        .serviceName("DynamoDb")
        .build();
  }
}
