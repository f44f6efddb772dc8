package io.ergosync.telemetry;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as texts. Neither our exceptions nor the AWS SDK's tell record values. */
public final class StackTraces {
  private StackTraces() {}

  /** What failed, where, and what caused it. */
  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
