package io.ergosync.api.http;

import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import java.time.Clock;
import java.util.Optional;

/**
 * One operation behind a gateway: an event in, Lambda's response out, a line in the log. Safe for
 * use by many threads.
 */
public final class RestFront {
  private final Pipeline<?, ?> pipeline;
  private final RequestLog log;
  private final Clock clock;

  /**
   * The front of a pipeline.
   *
   * @param clock to time requests with
   */
  public RestFront(Pipeline<?, ?> pipeline, RequestLog log, Clock clock) {
    this.pipeline = pipeline;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Serves an event.
   *
   * @param invocationId Lambda's id of the invocation, which stands in for the gateway's where an
   *     event has none
   * @return what the function returns, in UTF-8
   */
  public byte[] serve(String event, String invocationId) {
    long start = clock.millis();
    String requestId = invocationId;
    Answer answer;
    try {
      HttpRequest request = HttpEvents.decode(event);
      requestId = request.requestId().orElse(invocationId);
      answer = pipeline.answer(new RestCall(pipeline.endpoint(), request, requestId));
    } catch (ApiException e) {
      answer = new Answer.Failure(e);
    }
    Optional<byte[]> envelope = ResponseEnvelope.encode(RestForm.render(answer, requestId));
    if (envelope.isEmpty()) {
      answer = new Answer.Failure(ApiException.internalError(tooLarge()));
      envelope = ResponseEnvelope.encode(RestForm.render(answer, requestId));
    }
    log.write(pipeline.endpoint().operation(), requestId, answer, clock.millis() - start);
    return envelope.orElseThrow();
  }

  private static IllegalStateException tooLarge() {
    return new IllegalStateException("the response is larger than Lambda lets it be");
  }
}
