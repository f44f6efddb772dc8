package io.ergosync.trigger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a Lambda function, of an alias or of a version of it.
 *
 * @param value the whole ARN
 * @param region where the function is; a plain name, so that it can become part of a host name
 */
public record FunctionArn(String value, String region) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "arn:aws[a-z-]*:lambda:([a-z]{2}(?:-[a-z0-9]+)+):\\d{12}:function:[\\w-]{1,64}(?::(?:\\$LATEST|[\\w-]{1,128}))?");

  private static final int LENGTH_MAX = 512;

  /** The ARN that a text is; empty if it is none. */
  public static Optional<FunctionArn> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Matcher matcher = PATTERN.matcher(text);
    return matcher.matches()
        ? Optional.of(new FunctionArn(text, matcher.group(1)))
        : Optional.empty();
  }
}
