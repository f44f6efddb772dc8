package io.ergosync.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers in the REST form, which every client reads: absent members left out; of an error the
 * status, the name in a header spelled exactly so (Android and iOS know no other), and the message
 * in small letters with the name beside it.
 */
public final class RestForm {
  private RestForm() {}

  /** The response to send. */
  public static HttpResponse render(Answer answer, String requestId) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-amzn-RequestId", requestId);
    return switch (answer) {
      case Answer.Success(ObjectNode members) ->
          new HttpResponse(200, headers, Json.text(withoutNulls(members)));
      case Answer.Failure(ApiException error) -> {
        headers.put("x-amzn-ErrorType", error.code().wireName());
        ObjectNode body = Json.object();
        body.put("message", error.getMessage()).put("__type", error.code().wireName());
        yield new HttpResponse(error.code().status(), headers, Json.text(body));
      }
    };
  }

  /** The members without those that are null, at any depth. The node itself is changed. */
  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    node.forEach(RestForm::withoutNulls);
    return node;
  }
}
