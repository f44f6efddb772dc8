package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Failures;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What can go wrong with a call. */
enum Fault {
  NONE,
  /** The process dies before the call. */
  CRASH_BEFORE,
  /** The process dies after the call. */
  CRASH_AFTER,
  /** The process dies while the call is on its way; it happens later. */
  CRASH_MEANWHILE,
  /** The call times out and never happens. */
  LOST_REQUEST,
  /** The call happens and times out. */
  LOST_ANSWER,
  /** The call times out and happens later. */
  LATE,
  /**
   * The SDK sends the call again; the second one meets a transaction, and the first happens later.
   */
  LATE_AND_CONFLICT,
  /** The call happens, its answer is lost, and the SDK sends it again. */
  RETRIED,
  /** The call happens, and a copy of it again later. */
  DUPLICATED,
  /** The service refuses the call. */
  THROTTLED,
  /** A transaction on one of the call's items is under way. */
  CONFLICT;

  private static final List<String> IN_TRANSACTIONS =
      List.of("DATASET#", "IDENTITY", "COUNTED#", "USAGE#");

  /** What goes wrong with a call. */
  static Fault next(DynamoDbRequest request, FaultRates rates, RandomGenerator random) {
    Fault drawn = draw(rates, random);
    boolean possible =
        switch (drawn) {
          case CRASH_MEANWHILE, LATE, DUPLICATED -> writes(request);
          case CONFLICT, LATE_AND_CONFLICT -> meetsTransactions(request);
          default -> true;
        };
    return possible ? drawn : NONE;
  }

  private static Fault draw(FaultRates rates, RandomGenerator random) {
    int draw = random.nextInt(1_000);
    int variant = random.nextInt(3);
    if ((draw -= rates.crash()) < 0) {
      return variant == 0 ? CRASH_BEFORE : variant == 1 ? CRASH_AFTER : CRASH_MEANWHILE;
    }
    if ((draw -= rates.lost()) < 0) {
      return variant == 0 ? LOST_REQUEST : LOST_ANSWER;
    }
    if ((draw -= rates.late()) < 0) {
      return variant == 0 ? LATE : LATE_AND_CONFLICT;
    }
    if ((draw -= rates.retried()) < 0) {
      return RETRIED;
    }
    if ((draw -= rates.duplicated()) < 0) {
      return DUPLICATED;
    }
    if ((draw -= rates.throttled()) < 0) {
      return THROTTLED;
    }
    return draw - rates.conflict() < 0 ? CONFLICT : NONE;
  }

  private static boolean writes(DynamoDbRequest request) {
    return request instanceof PutItemRequest
        || request instanceof UpdateItemRequest
        || request instanceof DeleteItemRequest
        || request instanceof BatchWriteItemRequest
        || request instanceof TransactWriteItemsRequest;
  }

  /** Whether a transaction can be in the way: only some items are ever in one. */
  private static boolean meetsTransactions(DynamoDbRequest request) {
    return request instanceof TransactWriteItemsRequest
        || (request instanceof PutItemRequest put
            && IN_TRANSACTIONS.stream().anyMatch(put.item().get("sk").s()::startsWith));
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
      return canceled(
          transaction,
          random.nextBoolean() ? "ThrottlingError" : "ProvisionedThroughputExceeded",
          random);
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

  /** What a call gets that meets a transaction, another one or an earlier try of itself. */
  static RuntimeException conflict(DynamoDbRequest request, RandomGenerator random) {
    if (!(request instanceof TransactWriteItemsRequest transaction)) {
      return TransactionConflictException.builder()
          .message("Transaction is ongoing for the item")
          .statusCode(400)
          .awsErrorDetails(Failures.details("TransactionConflictException", "ongoing"))
          .build();
    }
    return random.nextInt(4) == 0
        ? TransactionInProgressException.builder()
            .message("The transaction with the given request token is already in progress")
            .statusCode(400)
            .awsErrorDetails(Failures.details("TransactionInProgressException", "in progress"))
            .build()
        : canceled(transaction, "TransactionConflict", random);
  }

  private static RuntimeException canceled(
      TransactWriteItemsRequest transaction, String code, RandomGenerator random) {
    int size = transaction.transactItems().size();
    int reason = random.nextInt(size);
    return Failures.transactionCanceled(
        IntStream.range(0, size)
            .mapToObj(
                i -> CancellationReason.builder().code(i == reason ? code : Failures.NONE).build())
            .toList());
  }
}
