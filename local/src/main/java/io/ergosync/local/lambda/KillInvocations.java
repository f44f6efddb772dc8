package io.ergosync.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.gateway.Action;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;

/**
 * Ends the running invocations of a function: {@code {"function": name}} is answered with {@code
 * {"killed": count}}.
 */
public final class KillInvocations implements Action {
  private final Functions functions;

  public KillInvocations(Functions functions) {
    this.functions = functions;
  }

  @Override
  public HttpResponse run(Body request) {
    String name = name(request);
    int killed =
        functions
            .kill(name)
            .orElseThrow(() ->
                RefusedException.badRequest(
                    "The member function must name a function of the template, not '%s'."
                        .formatted(name)));
    return HttpResponse.json(200, Json.text(Json.object().put("killed", killed)));
  }

  private static String name(Body request) {
    try {
      JsonNode name = Json.read(request.text().orElse("")).path("function");
      if (name.isTextual()) {
        return name.textValue();
      }
    } catch (JsonProcessingException e) {
      // Told below, together with JSON of another form.
    }
    throw RefusedException.badRequest("The body must be JSON of the form {\"function\": name}.");
  }
}
