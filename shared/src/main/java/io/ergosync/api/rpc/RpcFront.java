package io.ergosync.api.rpc;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.Call;
import io.ergosync.api.LoggedMembers;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.http.Front;
import io.ergosync.api.http.HttpEvents;
import io.ergosync.api.http.HttpRequest;
import io.ergosync.api.http.LambdaResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All operations in the legacy RPC form. The log knows a request by the gateway's id, the client by
 * its own. Safe for use by many threads.
 */
public final class RpcFront implements Front {
  /** What the log names requests that name no operation. */
  private static final String NO_OPERATION = "LegacyRpc";

  /** What is sent back as a request id: nothing that a log or a terminal would trip over. */
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");

  private final Map<String, Pipeline<?, ?>> pipelines;
  private final RequestLog log;
  private final Clock clock;

  /**
   * The front of pipelines.
   *
   * @param clock to time requests with
   */
  public RpcFront(Collection<Pipeline<?, ?>> pipelines, RequestLog log, Clock clock) {
    this.pipelines =
        pipelines.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    pipeline -> pipeline.endpoint().operation(), Function.identity()));
    this.log = requireNonNull(log);
    this.clock = requireNonNull(clock);
  }

  @Override
  public byte[] serve(String event, String invocationId) {
    final long start = clock.millis();
    String requestId = invocationId;
    String clientsId = invocationId;
    String operation = NO_OPERATION;
    LoggedMembers members = LoggedMembers.NONE;
    Answer answer;
    try {
      HttpRequest request = HttpEvents.decode(event);
      requestId = request.requestId().orElse(invocationId);
      clientsId = clientsId(request).orElse(requestId);
      RpcRequest rpc = RpcRequest.read(request);
      Pipeline<?, ?> pipeline = pipeline(rpc.operation());
      operation = rpc.operation();
      Call call = new RpcCall(request.caller(), requestId, rpc.input());
      answer = pipeline.answer(call);
      members = LoggedMembers.of(call);
    } catch (ApiException e) {
      answer = new Answer.Failure(e);
    }
    String asked = operation;
    String sent = clientsId;
    LambdaResponse response =
        LambdaResponse.of(answer, result -> RpcForm.render(asked, result, sent));
    log.write(operation, requestId, members, response.answer(), clock.millis() - start);
    return response.bytes();
  }

  private Pipeline<?, ?> pipeline(String operation) {
    return Optional.<Pipeline<?, ?>>ofNullable(pipelines.get(operation))
        .orElseThrow(RpcRequest::unknownOperation);
  }

  private static Optional<String> clientsId(HttpRequest request) {
    return Optional.ofNullable(request.headers().get("x-amzn-requestid"))
        .filter(id -> REQUEST_ID.matcher(id).matches());
  }
}
