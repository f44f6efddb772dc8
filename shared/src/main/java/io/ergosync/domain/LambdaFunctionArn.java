package io.ergosync.domain;

import java.util.regex.Pattern;

/**
 * The ARN of a Lambda function, with an alias or a version or without (the Lambda API's
 * FunctionArn, with Lambda's lengths).
 *
 * @param value anything that is not such an ARN is an {@link IllegalArgumentException}
 */
public record LambdaFunctionArn(String value) {
  /** The form of such an ARN; it bounds the length too. */
  public static final Pattern PATTERN =
      Pattern.compile(
          "arn:aws[-a-z]{0,20}:lambda:[a-z0-9-]{1,32}:\\d{12}:function:[a-zA-Z0-9_-]{1,64}(:(\\$LATEST|[a-zA-Z0-9_-]{1,128}))?");

  /** No ARN of that form is longer, in characters. */
  public static final int LENGTH_MAX = 300;

  public LambdaFunctionArn {
    Values.check("Lambda function ARN", value, LENGTH_MAX, PATTERN);
  }

  /**
   * The region that the function is in; a plain name, so that it can become part of a host name.
   */
  public String region() {
    return value.split(":", 5)[3];
  }

  @Override
  public String toString() {
    return value;
  }
}
