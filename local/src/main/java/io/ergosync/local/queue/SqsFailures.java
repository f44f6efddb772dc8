package io.ergosync.local.queue;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** The errors of SQS, in its words. */
final class SqsFailures {
  private SqsFailures() {}

  static SqsException noQueue() {
    return of(
        QueueDoesNotExistException.builder(),
        "QueueDoesNotExist",
        "The specified queue does not exist.");
  }

  static SqsException invalidParameter(String reason) {
    return of(SqsException.builder(), "InvalidParameterValue", reason);
  }

  static SqsException missingParameter(String name) {
    return of(
        SqsException.builder(),
        "MissingParameter",
        "The request must contain the parameter %s.".formatted(name));
  }

  static SqsException invalidContents() {
    return of(
        InvalidMessageContentsException.builder(),
        "InvalidMessageContents",
        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
  }

  static SqsException invalidReceiptHandle(String receiptHandle) {
    return of(
        ReceiptHandleIsInvalidException.builder(),
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"%s\" is not a valid receipt handle.".formatted(receiptHandle));
  }

  static SqsException notInFlight() {
    return of(
        MessageNotInflightException.builder(),
        "MessageNotInflight",
        "The message referred to is not in flight.");
  }

  static SqsException emptyBatch() {
    return of(
        EmptyBatchRequestException.builder(),
        "EmptyBatchRequest",
        "There should be at least one entry in the request.");
  }

  static SqsException tooManyEntries(int count) {
    return of(
        TooManyEntriesInBatchRequestException.builder(),
        "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are 10. You have sent %s.".formatted(count));
  }

  static SqsException repeatedId(String id) {
    return of(
        BatchEntryIdsNotDistinctException.builder(),
        "BatchEntryIdsNotDistinct",
        "Id %s repeated.".formatted(id));
  }

  static SqsException invalidId() {
    return of(
        InvalidBatchEntryIdException.builder(),
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
  }

  static SqsException batchTooLong(int bytes) {
    return of(
        BatchRequestTooLongException.builder(),
        "BatchRequestTooLong",
        "Batch requests cannot be longer than %s bytes. You have sent %s bytes."
            .formatted(MessageRules.BYTES_MAX, bytes));
  }

  private static SqsException of(SqsException.Builder builder, String code, String message) {
    return (SqsException)
        builder
            .message(message)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Sqs")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }
}
