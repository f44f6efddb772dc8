package io.ergosync.local.gateway;

import io.ergosync.local.http.Header;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Between Jetty and the front door. */
final class JettyHandler extends Handler.Abstract {
  static final String REQUEST_ID = "x-amzn-RequestId";

  private final FrontDoor door;
  private final Supplier<UUID> requestIds;

  JettyHandler(FrontDoor door, Supplier<UUID> requestIds) {
    this.door = door;
    this.requestIds = requestIds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = requestIds.get().toString();
    HttpRequest head = RequestReader.head(request);
    HttpResponse answer = door.answer(head, () -> RequestReader.body(request), requestId);
    if (isLast(head)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    write(answer, requestId, response, callback);
    return true;
  }

  /** Jetty by itself keeps such connections open after CONNECT, and after 100 (Continue). */
  private static boolean isLast(HttpRequest head) {
    return head.method().equals("CONNECT")
        || head.headers().all("connection").stream().anyMatch("close"::equalsIgnoreCase);
  }

  /**
   * Writes a response, with the request's id unless it names one itself: the legacy RPC form gives
   * the client's own id back.
   */
  static void write(HttpResponse answer, String requestId, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable fields = response.getHeaders();
    for (Header header : answer.headers().lines()) {
      fields.add(header.name(), header.value());
    }
    if (answer.headers().first(REQUEST_ID).isEmpty()) {
      fields.add(REQUEST_ID, requestId);
    }
    if (answer.status() != 204) {
      fields.put(HttpHeader.CONTENT_LENGTH, answer.body().length());
    }
    response.write(true, ByteBuffer.wrap(answer.body().bytes()), callback);
  }
}
