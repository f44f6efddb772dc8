package io.ergosync.api.http;

import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.Call;
import io.ergosync.api.LoggedMembers;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import java.time.Clock;

/** One operation in the REST form. Safe for use by many threads. */
public final class RestFront implements Front {
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

  @Override
  public byte[] serve(String event, String invocationId) {
    long start = clock.millis();
    String requestId = invocationId;
    LoggedMembers members = LoggedMembers.NONE;
    Answer answer;
    try {
      HttpRequest request = HttpEvents.decode(event);
      requestId = request.requestId().orElse(invocationId);
      Call call = new RestCall(pipeline.endpoint(), request, requestId);
      answer = pipeline.answer(call);
      members = LoggedMembers.of(call);
    } catch (ApiException e) {
      answer = new Answer.Failure(e);
    }
    String sent = requestId;
    LambdaResponse response = LambdaResponse.of(answer, result -> RestForm.render(result, sent));
    log.write(
        pipeline.endpoint().operation(),
        requestId,
        members,
        response.answer(),
        clock.millis() - start);
    return response.bytes();
  }
}
