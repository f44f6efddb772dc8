package io.ergosync.local.gateway;

import io.ergosync.local.http.BodySource;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import io.ergosync.local.identity.CognitoIdentity;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.CorsDefinition;

/**
 * Gives each request to the service it is for: the local cloud's own endpoints, Cognito Identity,
 * or the API. Every request gets an answer. Safe for use by many threads.
 */
public final class FrontDoor {
  private final LocalEndpoints local;
  private final CognitoIdentity identity;
  private final Gateway gateway;
  private final Cors cors;
  private final ServerLog log;

  public FrontDoor(
      LocalEndpoints local,
      CognitoIdentity identity,
      Gateway gateway,
      CorsDefinition cors,
      ServerLog log) {
    this.local = local;
    this.identity = identity;
    this.gateway = gateway;
    this.cors = new Cors(cors);
    this.log = log;
  }

  /**
   * Answers one request.
   *
   * @param head the request without its body
   */
  HttpResponse answer(HttpRequest head, BodySource body, String requestId) {
    HttpResponse answer = answerOrRefuse(head, body, requestId);
    // What is below /local/ is not for pages of other origins.
    return LocalEndpoints.serves(head) ? answer : cors.expose(head, answer);
  }

  private HttpResponse answerOrRefuse(HttpRequest head, BodySource body, String requestId) {
    try {
      LoopbackHost.check(head);
      if (LocalEndpoints.serves(head)) {
        return local.answer(head.withBody(body.read()));
      }
      if (cors.isPreflight(head)) {
        return cors.preflight(head);
      }
      if (CognitoIdentity.serves(head)) {
        return identity.answer(head.withBody(body.read()));
      }
      return gateway.answer(head, body, requestId);
    } catch (RefusedException refused) {
      return refused.response();
    } catch (RuntimeException unforeseen) {
      log.say("Request %s failed in the local cloud itself:".formatted(requestId), unforeseen);
      return RefusedException.internalError().response();
    }
  }
}
