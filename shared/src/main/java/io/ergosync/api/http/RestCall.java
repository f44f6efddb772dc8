package io.ergosync.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.Call;
import io.ergosync.api.Endpoint;
import io.ergosync.api.Route;
import io.ergosync.auth.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * A request in the REST form: members in the path, the query and headers where the endpoint says
 * so, all others in the body. The content type does not matter (clients send several), and the body
 * is read only when a member is looked for in it. For one request on one thread.
 */
final class RestCall implements Call {
  private final Endpoint<?, ?> endpoint;
  private final HttpRequest request;
  private final String requestId;
  private Optional<JsonNode> parsedBody = Optional.empty();

  RestCall(Endpoint<?, ?> endpoint, HttpRequest request, String requestId) {
    this.endpoint = endpoint;
    this.request = request;
    this.requestId = requestId;
  }

  @Override
  public Optional<Caller> caller() {
    return request.caller();
  }

  @Override
  public String requestId() {
    return requestId;
  }

  @Override
  public JsonNode member(String name) {
    if (endpoint.route().uri().members().contains(name)) {
      return TextNode.valueOf(PercentEncoding.decode(pathMembers().get(name)));
    }
    if (endpoint.queryMembers().contains(name)) {
      return text(request.query(), Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
    if (endpoint.headerMembers().containsKey(name)) {
      return text(request.headers(), endpoint.headerMembers().get(name));
    }
    return body().path(name);
  }

  private Map<String, String> pathMembers() {
    Route route = endpoint.route();
    if (request.method().equals(route.method())) {
      if (request.pathParameters().keySet().containsAll(route.uri().members())) {
        return request.pathParameters();
      }
      Optional<Map<String, String>> members = route.uri().match(request.path());
      if (members.isPresent()) {
        return members.get();
      }
    }
    throw ApiException.invalidParameter("%s is %s.".formatted(endpoint.operation(), route));
  }

  private static JsonNode text(Map<String, String> texts, String name) {
    return texts.containsKey(name) ? TextNode.valueOf(texts.get(name)) : MissingNode.getInstance();
  }

  private JsonNode body() {
    if (parsedBody.isEmpty()) {
      parsedBody = Optional.of(JsonBody.read(request));
    }
    return parsedBody.get();
  }
}
