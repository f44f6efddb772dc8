package io.ergosync.api;

import java.lang.System.Logger.Level;

/**
 * The errors of the service: its model's exceptions, LambdaSocketTimeoutException, which only its
 * developer guide names, and the two of the legacy RPC form itself, which no operation raises. How
 * each is sent, logged and counted.
 */
public enum ErrorCode {
  ALREADY_STREAMED("AlreadyStreamedException", 400, Level.INFO, "Rejections"),
  CONCURRENT_MODIFICATION("ConcurrentModificationException", 400, Level.INFO, "Conflicts"),
  DUPLICATE_REQUEST("DuplicateRequestException", 400, Level.INFO, "Rejections"),
  INTERNAL_ERROR("InternalErrorException", 500, Level.ERROR, "InternalErrors"),
  INVALID_CONFIGURATION("InvalidConfigurationException", 400, Level.WARNING, "Rejections"),
  INVALID_LAMBDA_FUNCTION_OUTPUT(
      "InvalidLambdaFunctionOutputException", 400, Level.WARNING, "TriggerFailures"),
  INVALID_PARAMETER("InvalidParameterException", 400, Level.INFO, "Rejections"),
  LAMBDA_SOCKET_TIMEOUT("LambdaSocketTimeoutException", 400, Level.WARNING, "TriggerFailures"),
  LAMBDA_THROTTLED("LambdaThrottledException", 429, Level.WARNING, "TriggerFailures"),
  LIMIT_EXCEEDED("LimitExceededException", 400, Level.INFO, "LimitsReached"),
  NOT_AUTHORIZED("NotAuthorizedException", 403, Level.WARNING, "Denials"),
  RESOURCE_CONFLICT("ResourceConflictException", 409, Level.INFO, "Conflicts"),
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, Level.INFO, "NotFound"),
  SERIALIZATION("SerializationException", 400, Level.INFO, "Rejections"),
  TOO_MANY_REQUESTS("TooManyRequestsException", 429, Level.WARNING, "Throttles"),
  UNKNOWN_OPERATION("UnknownOperationException", 404, Level.INFO, "NotFound");

  private final String wireName;
  private final int status;
  private final Level logLevel;
  private final String metricName;

  ErrorCode(String wireName, int status, Level logLevel, String metricName) {
    this.wireName = wireName;
    this.status = status;
    this.logLevel = logLevel;
    this.metricName = metricName;
  }

  /** The name that clients tell it by: the model's, without namespace or suffix. */
  public String wireName() {
    return wireName;
  }

  /** The HTTP status, the same in every form of the API. */
  public int status() {
    return status;
  }

  /** How loud the log says it. */
  public Level logLevel() {
    return logLevel;
  }

  /** What it counts as; the line of the log has it as {@code metric}. */
  public String metricName() {
    return metricName;
  }
}
