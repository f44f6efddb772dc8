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
        HttpStatus.isServerError(response.getStatus())
            ? serverError(response.getStatus())
            : new RefusedException(
                response.getStatus(),
                "BadRequestException",
                HttpStatus.getMessage(response.getStatus()));
    JettyHandler.write(refused.response(), requestIds.get().toString(), response, callback);
    return true;
  }

  private static RefusedException serverError(int status) {
    return status == HttpStatus.SERVICE_UNAVAILABLE_503
        ? RefusedException.unavailable()
        : RefusedException.internalError();
  }
}
