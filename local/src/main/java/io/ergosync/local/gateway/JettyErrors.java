package io.ergosync.local.gateway;

import io.ergosync.local.http.RefusedException;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives the errors that Jetty answers itself, malformed requests above all, the service's form. */
final class JettyErrors implements Request.Handler {
  private final Supplier<UUID> requestIds;

  JettyErrors(Supplier<UUID> requestIds) {
    this.requestIds = requestIds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    RefusedException refused =
        switch (response.getStatus()) {
          case HttpStatus.INTERNAL_SERVER_ERROR_500 -> RefusedException.internalError();
          case HttpStatus.SERVICE_UNAVAILABLE_503 -> RefusedException.unavailable();
          // Transfer encodings and versions of HTTP that nobody implements: the client's mistakes.
          case HttpStatus.NOT_IMPLEMENTED_501, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
              malformed(HttpStatus.BAD_REQUEST_400, response.getStatus());
          default -> malformed(response.getStatus(), response.getStatus());
        };
    JettyHandler.write(refused.response(), requestIds.get().toString(), response, callback);
    return true;
  }

  private static RefusedException malformed(int status, int reason) {
    return new RefusedException(status, "BadRequestException", HttpStatus.getMessage(reason));
  }
}
