package io.ergosync.api;

import static java.util.Objects.requireNonNull;

/** A request fails with one of the service's errors. The message is sent to the client. */
public final class ApiException extends RuntimeException {
  private final ErrorCode code;

  /** One that has no cause but the request. */
  public ApiException(ErrorCode code, String message) {
    super(requireNonNull(message));
    this.code = requireNonNull(code);
  }

  /** One with a cause for the log, of which the client learns nothing. */
  public ApiException(ErrorCode code, String message, Throwable cause) {
    super(requireNonNull(message), cause);
    this.code = requireNonNull(code);
  }

  /** The refusal of a request that is wrong in itself. */
  public static ApiException invalidParameter(String message) {
    return new ApiException(ErrorCode.INVALID_PARAMETER, message);
  }

  /** A failure that is not the client's, told without its text. */
  public static ApiException internalError(Throwable cause) {
    return new ApiException(ErrorCode.INTERNAL_ERROR, "The service failed internally.", cause);
  }

  /** Which of the service's errors it is. */
  public ErrorCode code() {
    return code;
  }
}
