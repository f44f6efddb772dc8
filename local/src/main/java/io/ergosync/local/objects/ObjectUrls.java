package io.ergosync.local.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.http.PercentEncoding;
import io.ergosync.local.http.Query;
import io.ergosync.local.objects.StoredObjects.Name;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * URLs that let whoever has them read one object until they expire. They look like S3's, but their
 * signature is this process's own: it can be made only with a secret that never leaves it. Safe for
 * use by many threads.
 */
final class ObjectUrls {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String DATE = "X-Amz-Date";
  private static final String EXPIRES = "X-Amz-Expires";
  private static final String SIGNATURE = "X-Amz-Signature";

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final URI root;
  private final SecretKeySpec secret;
  private final Clock clock;

  /**
   * @param root where the folder of objects answers, without a slash at its end
   * @param random makes the secret
   */
  ObjectUrls(URI root, Clock clock, RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.root = root;
    this.secret = new SecretKeySpec(bytes, ALGORITHM);
    this.clock = clock;
  }

  /** A URL that lets an object be read from now on. */
  URI sign(Name name, Duration lifetime) {
    String date = BASIC.format(clock.instant());
    String expires = Long.toString(lifetime.toSeconds());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    query.put(DATE, date);
    query.put("X-Amz-SignedHeaders", "host");
    query.put(EXPIRES, expires);
    query.put(SIGNATURE, signature(name, date, expires));
    return URI.create(
        "%s/%s/%s?%s"
            .formatted(
                root,
                PercentEncoding.encode(name.bucket(), ""),
                PercentEncoding.encode(name.key(), "/"),
                query.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("&"))));
  }

  /** Whether a query is that of an object's URL, and the URL has not expired. */
  boolean allows(Name name, Query query) {
    Map<String, String> values =
        query.parameters().stream()
            .collect(
                Collectors.toMap(
                    Query.Parameter::name, Query.Parameter::value, (first, _) -> first));
    String date = values.getOrDefault(DATE, "");
    String expires = values.getOrDefault(EXPIRES, "");
    byte[] expected = signature(name, date, expires).getBytes(UTF_8);
    byte[] given = values.getOrDefault(SIGNATURE, "").getBytes(UTF_8);
    return MessageDigest.isEqual(expected, given) && isFresh(date, expires);
  }

  private boolean isFresh(String date, String expires) {
    try {
      Instant end = Instant.from(BASIC.parse(date)).plusSeconds(Long.parseLong(expires));
      return clock.instant().isBefore(end);
    } catch (DateTimeException | NumberFormatException e) {
      return false;
    }
  }

  private String signature(Name name, String date, String expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      String signed = String.join("\n", name.bucket(), name.key(), date, expires);
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
    }
  }
}
