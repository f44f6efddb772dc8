package io.ergosync.local.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.RefusedException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** One bit flipped anywhere in what a signature covers, and the request is refused. */
class TamperedRequestProperties {
  private static final List<HttpRequest> SIGNED =
      CapturedRequests.FILES.stream()
          .map(CapturedRequests::in)
          .flatMap(List::stream)
          .filter(request -> request.headers().first("authorization").isPresent())
          .toList();

  @Provide
  Arbitrary<HttpRequest> signed() {
    return Arbitraries.of(SIGNED);
  }

  @Property
  void verify_flippedPath_isRefused(
      @ForAll("signed") HttpRequest request,
      @ForAll @IntRange(max = 9999) int at,
      @ForAll @IntRange(max = 6) int bit) {
    String path = flipped(request.rawPath(), at, bit);
    assertRefused(request, with(request, path, request.rawQuery(), request.headers()));
  }

  @Property
  void verify_flippedQuery_isRefused(
      @ForAll("signed") HttpRequest request,
      @ForAll @IntRange(max = 9999) int at,
      @ForAll @IntRange(max = 6) int bit) {
    Assume.that(!request.rawQuery().isEmpty());
    String query = flipped(request.rawQuery(), at, bit);
    // Hexadecimal digits mean the same in both cases.
    Assume.that(!query.equalsIgnoreCase(request.rawQuery()) || bit != 5 || !query.contains("%"));
    assertRefused(request, with(request, request.rawPath(), query, request.headers()));
  }

  @Property
  void verify_flippedSignedHeader_isRefused(
      @ForAll("signed") HttpRequest request,
      @ForAll @IntRange(max = 99) int which,
      @ForAll @IntRange(max = 9999) int at,
      @ForAll @IntRange(max = 6) int bit) {
    List<String> names =
        AuthorizationHeader.parse(request.headers().first("authorization").orElseThrow())
            .signedHeaders();
    String name = names.get(which % names.size());
    Assume.that(!request.headers().first(name).orElseThrow().isEmpty());
    assertRefused(
        request,
        with(request, request.rawPath(), request.rawQuery(), flipped(request, name, 0, at, bit)));
  }

  @Property
  void verify_flippedSignature_isRefused(
      @ForAll("signed") HttpRequest request,
      @ForAll @IntRange(max = 63) int at,
      @ForAll @IntRange(max = 6) int bit) {
    String header = request.headers().first("authorization").orElseThrow();
    int start = header.indexOf("Signature=") + "Signature=".length();
    assertRefused(
        request,
        with(
            request,
            request.rawPath(),
            request.rawQuery(),
            flipped(request, "authorization", start, at, bit)));
  }

  @Property
  void verify_flippedBody_isRefused(
      @ForAll("signed") HttpRequest request,
      @ForAll @IntRange(max = 9999) int at,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] body = request.body().bytes();
    Assume.that(body.length > 0);
    body[at % body.length] ^= (byte) (1 << bit);
    assertRefused(request, request.withBody(Body.of(body)));
  }

  private static void assertRefused(HttpRequest original, HttpRequest tampered) {
    Clock clock = Clock.fixed(SigningTime.of(original.headers()), ZoneOffset.UTC);
    assertThatThrownBy(
            () -> new SignatureVerifier(new RecordedCredentials(), clock).verify(tampered))
        .isInstanceOf(RefusedException.class);
  }

  private static Headers flipped(HttpRequest request, String name, int start, int at, int bit) {
    List<Header> lines = new ArrayList<>();
    for (Header line : request.headers().lines()) {
      String value = line.value();
      lines.add(
          line.name().equalsIgnoreCase(name)
              ? new Header(
                  line.name(), value.substring(0, start) + flipped(value.substring(start), at, bit))
              : line);
    }
    return new Headers(lines);
  }

  private static String flipped(String text, int at, int bit) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    bytes[at % bytes.length] ^= (byte) (1 << bit);
    return new String(bytes, ISO_8859_1);
  }

  private static HttpRequest with(HttpRequest request, String path, String query, Headers headers) {
    return new HttpRequest(
        request.method(),
        path,
        query,
        headers,
        request.body(),
        request.protocol(),
        request.sourceAddress());
  }
}
