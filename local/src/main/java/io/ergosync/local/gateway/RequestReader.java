package io.ergosync.local.gateway;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads requests from Jetty. */
final class RequestReader {
  /** API Gateway's limit. */
  private static final int BODY_BYTES_MAX = 10 * 1024 * 1024;

  /**
   * So much of a body that is too large is read and dropped, so that its sender sees the answer.
   */
  private static final long DROPPED_BYTES_MAX = 64L * 1024 * 1024;

  private RequestReader() {}

  /** The request without its body. */
  static HttpRequest head(Request request) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    String query = uri.getQuery();
    return new HttpRequest(
        request.getMethod(),
        path == null || !path.startsWith("/") ? "/" : path,
        query == null ? "" : query,
        new Headers(
            request.getHeaders().stream()
                .map(field -> new Header(field.getName(), textOf(field.getValue())))
                .toList()),
        Body.EMPTY,
        request.getConnectionMetaData().getProtocol(),
        Request.getRemoteAddr(request));
  }

  /**
   * The body, to its end.
   *
   * @throws RefusedException 413 if it is too large, 400 if it breaks off or stalls
   */
  static Body body(Request request) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long length = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream content = Content.Source.asInputStream(request)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        length += n;
        if (length <= BODY_BYTES_MAX) {
          kept.write(buffer, 0, n);
        } else if (length > DROPPED_BYTES_MAX) {
          throw RefusedException.tooLarge();
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof RefusedException refused) {
        throw refused;
      }
      throw RefusedException.badRequest("The request's body is malformed or incomplete.");
    }
    if (length > BODY_BYTES_MAX) {
      throw RefusedException.tooLarge();
    }
    return Body.of(kept.toByteArray());
  }

  private static String textOf(String value) {
    return value == null ? "" : value;
  }
}
