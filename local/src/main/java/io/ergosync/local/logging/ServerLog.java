package io.ergosync.local.logging;

import java.io.PrintStream;

/** Lines for the person who runs the server. Safe for use by many threads. */
public final class ServerLog {
  private final PrintStream lines;

  public ServerLog(PrintStream lines) {
    this.lines = lines;
  }

  /** Writes one message. */
  public void say(String message) {
    lines.println(message);
  }

  /** Writes a message, and how it came to the failure. */
  public void say(String message, Throwable failure) {
    StringBuilder text = new StringBuilder(message);
    String relation = "  because of ";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append('\n').append(relation).append(cause);
      for (StackTraceElement frame : cause.getStackTrace()) {
        text.append("\n    at ").append(frame);
      }
      relation = "  caused by ";
    }
    lines.println(text);
  }
}
