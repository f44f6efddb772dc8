package io.ergosync.local.gateway;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.BodySource;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import io.ergosync.local.lambda.Functions;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.local.lambda.LocalFunction;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.sigv4.Caller;
import io.ergosync.local.sigv4.SignatureVerifier;
import io.ergosync.local.template.Template;
import java.time.Clock;

/** The HTTP API: routes, authorizes and invokes. Safe for use by many threads. */
public final class Gateway {
  private final Router router;
  private final SignatureVerifier verifier;
  private final Functions functions;
  private final Clock clock;
  private final ServerLog log;

  /**
   * @throws io.ergosync.runtime.ConfigurationException if the template's routes contradict
   */
  public Gateway(
      Template template,
      SignatureVerifier verifier,
      Functions functions,
      Clock clock,
      ServerLog log) {
    this.router = new Router(template.functions());
    this.verifier = verifier;
    this.functions = functions;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Answers a request with what the function of its route answers.
   *
   * @param head the request without its body
   * @throws RefusedException if the gateway answers it itself: no route, no valid signature, too
   *     large, or the function failed
   */
  HttpResponse answer(HttpRequest head, BodySource body, String requestId) {
    Router.Match match =
        router.match(head.method(), head.path()).orElseThrow(RefusedException::notFound);
    HttpRequest request = head.withBody(body.read());
    checkSize(request.body());
    Caller caller = verifier.verify(request);
    Body event = PayloadEvent.of(request, match, caller, requestId, clock.instant());
    checkSize(event);
    String who = "%s, request %s".formatted(match.function().name(), requestId);
    return switch (functions.invoke(match.function(), event, requestId)) {
      case InvocationResult.Answered answered ->
          PayloadResponse.parse(answered.payload())
              .orElseThrow(() -> failed(who, "answered in another form than payload 2.0"));
      case InvocationResult.Failed failed -> throw failed(who, failed.reason());
      case InvocationResult.TimedOut timedOut -> {
        log.say("%s: timed out after %s s".formatted(who, match.function().timeout().toSeconds()));
        throw RefusedException.unavailable();
      }
    };
  }

  /** What Lambda cannot take is refused before it is asked; a body that large is never an event. */
  private static void checkSize(Body payload) {
    if (payload.length() > LocalFunction.PAYLOAD_BYTES_MAX) {
      throw RefusedException.tooLarge();
    }
  }

  private RefusedException failed(String who, String reason) {
    log.say("%s: %s".formatted(who, reason));
    return RefusedException.internalError();
  }
}
