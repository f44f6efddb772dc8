package io.ergosync.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.sigv4.SdkSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** A client that puts exact bytes on the wire and reads exact bytes from it. */
public final class Wire {
  private static final int READ_MILLISECONDS_MAX = 20_000;

  private final URI endpoint;

  public Wire(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Sends bytes as they are and reads until the server closes the connection. */
  public Answer send(byte[] bytes) {
    try (Socket socket = open()) {
      socket.getOutputStream().write(bytes);
      return Answer.parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends text, each character one byte. */
  public Answer send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  /** Sends an unsigned request with these header lines, each ended by CRLF. */
  public Answer send(String method, String target, String headerLines, String body) {
    return send(
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(method, target, endpoint.getAuthority(), headerLines, body.length(), body));
  }

  /** Sends a request signed by AWS's own signer. */
  public Answer send(SdkSigner signer, String method, String target, Body body) {
    return send(bytes(sign(signer, method, target, Map.of(), body)));
  }

  /** The same with headers that are signed too. */
  public Answer send(
      SdkSigner signer, String method, String target, Map<String, String> headers, Body body) {
    return send(bytes(sign(signer, method, target, headers, body)));
  }

  /** A connection to the server. */
  public Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
    socket.setSoTimeout(READ_MILLISECONDS_MAX);
    return socket;
  }

  /** A signed request, not sent. */
  public HttpRequest sign(
      SdkSigner signer, String method, String target, Map<String, String> headers, Body body) {
    return signer.sign(method, URI.create(endpoint + target), headers, body);
  }

  private static byte[] bytes(HttpRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head(request).getBytes(ISO_8859_1));
    bytes.writeBytes(
        "Content-Length: %d\r\n\r\n".formatted(request.body().length()).getBytes(ISO_8859_1));
    bytes.writeBytes(request.body().bytes());
    return bytes.toByteArray();
  }

  /** The request line and the headers, without those of the body and without the empty line. */
  public static String head(HttpRequest request) {
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    StringBuilder head = new StringBuilder();
    head.append(request.method())
        .append(' ')
        .append(request.rawPath())
        .append(query)
        .append(" HTTP/1.1\r\nConnection: close\r\n");
    for (Header line : request.headers().lines()) {
      head.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    return head.toString();
  }
}
