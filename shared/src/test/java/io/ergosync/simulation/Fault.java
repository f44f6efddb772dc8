package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Failures;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What can go wrong with a call. */
enum Fault {
  NONE,
  CRASH_BEFORE,
  CRASH_AFTER,
  LOST_REQUEST,
  LOST_ANSWER,
  RETRIED,
  THROTTLED,
  CONFLICT;

  /** What goes wrong with the next call. */
  static Fault next(FaultRates rates, RandomGenerator random) {
    int draw = random.nextInt(1_000);
    if ((draw -= rates.crash()) < 0) {
      return draw % 2 == 0 ? CRASH_BEFORE : CRASH_AFTER;
    }
    if ((draw -= rates.lost()) < 0) {
      return draw % 2 == 0 ? LOST_REQUEST : LOST_ANSWER;
    }
    if ((draw -= rates.retried()) < 0) {
      return RETRIED;
    }
    if ((draw -= rates.throttled()) < 0) {
      return THROTTLED;
    }
    return draw - rates.conflict() < 0 ? CONFLICT : NONE;
  }

  /** A failure that does not say whether the call happened. */
  static RuntimeException unknown(RandomGenerator random) {
    return random.nextBoolean()
        ? SdkClientException.create("Unable to execute HTTP request: Read timed out")
        : InternalServerErrorException.builder()
            .message("Internal server error")
            .statusCode(500)
            .awsErrorDetails(Failures.details("InternalServerError", "Internal server error"))
            .build();
  }

  /** The service's refusal of a call that is one too many. */
  static RuntimeException throttling(DynamoDbRequest request, RandomGenerator random) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return canceled(transaction, "ThrottlingError");
    }
    return random.nextBoolean()
        ? ProvisionedThroughputExceededException.builder()
            .message("The level of configured provisioned throughput was exceeded")
            .statusCode(400)
            .awsErrorDetails(Failures.details("ProvisionedThroughputExceededException", "exceeded"))
            .build()
        : ThrottlingException.builder()
            .message("Throughput exceeds the current capacity of your table")
            .statusCode(400)
            .awsErrorDetails(Failures.details("ThrottlingException", "exceeded"))
            .build();
  }

  /** Whether a transaction can be in the way of the call: only writes of heads meet one. */
  static boolean canConflict(DynamoDbRequest request) {
    return request instanceof TransactWriteItemsRequest
        || (request instanceof PutItemRequest put
            && put.item().get("sk").s().startsWith("DATASET#"));
  }

  /** What a call gets that meets a transaction. */
  static RuntimeException conflict(DynamoDbRequest request) {
    return request instanceof TransactWriteItemsRequest transaction
        ? canceled(transaction, "TransactionConflict")
        : TransactionConflictException.builder()
            .message("Transaction is ongoing for the item")
            .statusCode(400)
            .awsErrorDetails(Failures.details("TransactionConflictException", "ongoing"))
            .build();
  }

  private static RuntimeException canceled(TransactWriteItemsRequest transaction, String code) {
    int last = transaction.transactItems().size() - 1;
    return Failures.transactionCanceled(
        java.util.stream.IntStream.rangeClosed(0, last)
            .mapToObj(
                i -> CancellationReason.builder().code(i == last ? code : Failures.NONE).build())
            .toList());
  }
}
