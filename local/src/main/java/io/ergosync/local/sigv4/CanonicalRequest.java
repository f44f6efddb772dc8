package io.ergosync.local.sigv4;

import static java.util.stream.Collectors.joining;

import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.PercentEncoding;
import io.ergosync.local.http.Query;
import io.ergosync.local.http.RefusedException;
import java.util.Comparator;
import java.util.List;

/** The canonical request: what a signature covers, in one text. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /**
   * The text for one canonical form of the path.
   *
   * @param signedHeaders in the order in which they were signed
   * @throws RefusedException 403 if a signed header did not arrive
   */
  static String of(HttpRequest request, String canonicalPath, List<String> signedHeaders) {
    return String.join(
        "\n",
        request.method(),
        canonicalPath,
        query(request.rawQuery()),
        headers(request, signedHeaders),
        String.join(";", signedHeaders),
        payloadHash(request));
  }

  private static String query(String rawQuery) {
    return Query.parse(rawQuery).parameters().stream()
        .map(parameter ->
            new Query.Parameter(
                PercentEncoding.encode(parameter.name(), ""),
                PercentEncoding.encode(parameter.value(), "")))
        .sorted(Comparator.comparing(Query.Parameter::name).thenComparing(Query.Parameter::value))
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(joining("&"));
  }

  /** One line for each header, each ended by a line feed. */
  private static String headers(HttpRequest request, List<String> signedHeaders) {
    StringBuilder lines = new StringBuilder();
    for (String name : signedHeaders) {
      List<String> values = request.headers().all(name);
      if (values.isEmpty()) {
        throw RefusedException.forbidden(
            "InvalidSignatureException",
            "The header '%s' is in SignedHeaders but not in the request.".formatted(name));
      }
      String value = values.stream().map(CanonicalRequest::trimmed).collect(joining(","));
      lines.append(name).append(':').append(value).append('\n');
    }
    return lines.toString();
  }

  private static String trimmed(String value) {
    return value.strip().replaceAll(" +", " ");
  }

  /**
   * The hash of the body. A client that sends it in a header signs that header's value, so the two
   * must agree, unless it declares that it did not sign the body.
   */
  private static String payloadHash(HttpRequest request) {
    String computed = Sha256.hex(request.body().bytes());
    String declared = request.headers().first("x-amz-content-sha256").orElse(computed);
    if (!declared.equals(computed) && !declared.equals("UNSIGNED-PAYLOAD")) {
      throw RefusedException.forbidden(
          "InvalidSignatureException",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return declared;
  }
}
