package io.ergosync.local.permissions;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.model.StsException;

/** A service that functions call, and how it refuses: with the type, code and status of its own. */
enum Service {
  DYNAMODB("dynamodb", "DynamoDb", "AccessDeniedException", 400) {
    @Override
    AwsServiceException.Builder exception() {
      return DynamoDbException.builder();
    }
  },
  KINESIS("kinesis", "Kinesis", "AccessDeniedException", 400) {
    @Override
    AwsServiceException.Builder exception() {
      return AccessDeniedException.builder();
    }
  },
  LAMBDA("lambda", "Lambda", "AccessDeniedException", 403) {
    @Override
    AwsServiceException.Builder exception() {
      return LambdaException.builder();
    }
  },
  S3("s3", "S3", "AccessDenied", 403) {
    @Override
    AwsServiceException.Builder exception() {
      return S3Exception.builder();
    }
  },
  SNS("sns", "Sns", "AuthorizationError", 403) {
    @Override
    AwsServiceException.Builder exception() {
      return AuthorizationErrorException.builder();
    }
  },
  SQS("sqs", "Sqs", "AccessDenied", 403) {
    @Override
    AwsServiceException.Builder exception() {
      return SqsException.builder();
    }
  },
  STS("sts", "Sts", "AccessDenied", 403) {
    @Override
    AwsServiceException.Builder exception() {
      return StsException.builder();
    }
  };

  private final String prefix;
  private final String sdkName;
  private final String code;
  private final int status;

  Service(String prefix, String sdkName, String code, int status) {
    this.prefix = prefix;
    this.sdkName = sdkName;
    this.code = code;
    this.status = status;
  }

  abstract AwsServiceException.Builder exception();

  /** The action of an operation of the service. */
  String action(String operation) {
    return prefix + ":" + operation;
  }

  /** What a client throws when the service refuses. */
  AwsServiceException refusal(String message) {
    return exception()
        .message(message)
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(sdkName)
                .errorCode(code)
                .errorMessage(message)
                .build())
        .build();
  }
}
