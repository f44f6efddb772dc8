package io.ergosync.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.local.http.Body;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function, ready to be invoked by many threads at once; unlike on Lambda all of them share one
 * handler.
 */
public final class LocalFunction {
  /** The most bytes of a synchronous invocation's payload, and of its answer. */
  public static final int PAYLOAD_BYTES_MAX = 6_291_556;

  private final FunctionDefinition definition;
  private final RequestStreamHandler handler;
  private final ServerLog log;
  private final Set<FutureTask<Body>> running = ConcurrentHashMap.newKeySet();

  LocalFunction(FunctionDefinition definition, RequestStreamHandler handler, ServerLog log) {
    this.definition = definition;
    this.handler = handler;
    this.log = log;
  }

  /**
   * Runs the function and waits for it, no longer than its timeout. One that is still running then
   * is interrupted, and nothing it does afterwards reaches the caller.
   */
  public InvocationResult invoke(Body payload, String requestId) {
    FutureTask<Body> task = new FutureTask<>(() -> run(payload, requestId));
    running.add(task);
    Thread.ofVirtual().name(definition.name() + "-" + requestId).start(task);
    try {
      Body answer = task.get(definition.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return answer.length() <= PAYLOAD_BYTES_MAX
          ? new InvocationResult.Answered(answer)
          : new InvocationResult.Failed(
              "answered with %s bytes, over the %s that Lambda allows"
                  .formatted(answer.length(), PAYLOAD_BYTES_MAX));
    } catch (TimeoutException e) {
      task.cancel(true);
      return new InvocationResult.TimedOut();
    } catch (CancellationException e) {
      return new InvocationResult.Failed("was killed");
    } catch (ExecutionException e) {
      log.say("%s, request %s:".formatted(definition.name(), requestId), e.getCause());
      return new InvocationResult.Failed("failed with " + e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new InvocationResult.Failed("was interrupted, because the server is stopping");
    } finally {
      running.remove(task);
    }
  }

  /**
   * Ends the running invocations as the loss of their environment does: each is interrupted, and
   * whoever invoked it sees a failure.
   *
   * @return how many there were
   */
  int kill() {
    int count = 0;
    for (FutureTask<Body> task : running) {
      count += task.cancel(true) ? 1 : 0;
    }
    return count;
  }

  private Body run(Body payload, String requestId) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        payload.stream(),
        output,
        new InvocationContext(definition, requestId, System.nanoTime(), log));
    return Body.of(output.toByteArray());
  }
}
