package io.ergosync.local.sigv4;

import io.ergosync.local.http.Headers;
import io.ergosync.local.http.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** When a request was signed, and whether that is near enough to now. */
final class SigningTime {
  private static final Duration SKEW_MAX = Duration.ofMinutes(5);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  private SigningTime() {}

  /**
   * The time in {@code X-Amz-Date}, or else in {@code Date}.
   *
   * @throws RefusedException 403 if both are missing, or it is not a time
   */
  static Instant of(Headers headers) {
    Optional<String> amazon = headers.first("x-amz-date");
    Optional<String> standard = headers.first("date");
    if (amazon.isEmpty() && standard.isEmpty()) {
      throw incomplete(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    try {
      return amazon
          .map(text -> LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC))
          .orElseGet(() ->
              ZonedDateTime.parse(standard.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant());
    } catch (DateTimeException e) {
      throw incomplete(
          "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
              .formatted(amazon.or(() -> standard).get()));
    }
  }

  /** A time in the form of {@code X-Amz-Date}. */
  static String text(Instant time) {
    return BASIC.format(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * Holds the time of signing against the credential's scope and the clock.
   *
   * @throws RefusedException 403 if the days differ, or it is over five minutes off
   */
  static void check(Instant signed, String scopeDate, Instant now) {
    String text = text(signed);
    String day = text.substring(0, text.indexOf('T'));
    if (!day.equals(scopeDate)) {
      throw refused(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'."
              .formatted(scopeDate, day, text));
    }
    Instant earliest = now.minus(SKEW_MAX);
    if (signed.isBefore(earliest)) {
      throw refused(
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(text, text(earliest), text(now)));
    }
    Instant latest = now.plus(SKEW_MAX);
    if (signed.isAfter(latest)) {
      throw refused(
          "Signature not yet current: %s is still later than %s (%s + 5 min.)"
              .formatted(text, text(latest), text(now)));
    }
  }

  private static RefusedException incomplete(String message) {
    return RefusedException.forbidden("IncompleteSignatureException", message);
  }

  private static RefusedException refused(String message) {
    return RefusedException.forbidden("InvalidSignatureException", message);
  }
}
