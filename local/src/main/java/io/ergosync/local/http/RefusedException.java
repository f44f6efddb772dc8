package io.ergosync.local.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A request that is answered with an error. It is rendered in the one form that every client of the
 * service reads: the status, the header {@code x-amzn-ErrorType} with the bare name, and a body of
 * {@code message} and {@code __type}.
 */
public final class RefusedException extends RuntimeException {
  private final int status;
  private final String type;

  /**
   * @param type the name of the error, such as {@code NotFoundException}
   */
  public RefusedException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** 400: the request breaks a rule of HTTP. */
  public static RefusedException badRequest(String message) {
    return new RefusedException(400, "BadRequestException", message);
  }

  /** 403: whoever sent this may not. */
  public static RefusedException forbidden(String type, String message) {
    return new RefusedException(403, type, message);
  }

  /** 404, as API Gateway words it. */
  public static RefusedException notFound() {
    return new RefusedException(404, "NotFoundException", "Not Found");
  }

  /** 413, as API Gateway words it. */
  public static RefusedException tooLarge() {
    return new RefusedException(413, "RequestEntityTooLargeException", "Request Entity Too Large");
  }

  /** 500, as API Gateway words it; what happened is in the log alone. */
  public static RefusedException internalError() {
    return new RefusedException(500, "InternalServerErrorException", "Internal Server Error");
  }

  /** 503, as API Gateway words it. */
  public static RefusedException unavailable() {
    return new RefusedException(503, "ServiceUnavailableException", "Service Unavailable");
  }

  /** The answer. */
  public HttpResponse response() {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", getMessage())
            .put("__type", type)
            .toString();
    return HttpResponse.json(status, json).with("x-amzn-ErrorType", type);
  }
}
