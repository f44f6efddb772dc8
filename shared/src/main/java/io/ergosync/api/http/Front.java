package io.ergosync.api.http;

/**
 * A form of the API behind a gateway: an event in, Lambda's response out, a line in the log. Safe
 * for use by many threads.
 */
public interface Front {
  /**
   * Serves an event. Throws nothing.
   *
   * @param invocationId Lambda's id of the invocation, which stands in for the gateway's where an
   *     event has none
   * @return what the function returns, in UTF-8
   */
  byte[] serve(String event, String invocationId);
}
