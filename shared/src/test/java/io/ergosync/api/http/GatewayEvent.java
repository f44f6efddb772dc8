package io.ergosync.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.UriTemplate;
import io.ergosync.api.json.Json;
import io.ergosync.auth.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as each kind of gateway would hand it to Lambda, after what was recorded of them: an
 * HTTP API decodes paths, a REST API does not, a Function URL has no path parameters.
 *
 * @param path as the client sent it
 * @param template the route's; empty for none
 * @param body empty for none
 */
public record GatewayEvent(
    String method,
    String path,
    String template,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    ObjectNode iam) {

  /** A request that nobody signed. */
  public static GatewayEvent of(String method, String path, String template) {
    return new GatewayEvent(method, path, template, Map.of(), Map.of(), "", Json.object());
  }

  public GatewayEvent query(String name, String value) {
    Map<String, String> more = new HashMap<>(query);
    more.put(name, value);
    return new GatewayEvent(method, path, template, more, headers, body, iam);
  }

  public GatewayEvent header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new GatewayEvent(method, path, template, query, more, body, iam);
  }

  public GatewayEvent body(String text) {
    return new GatewayEvent(method, path, template, query, headers, text, iam);
  }

  /** The request signed by a caller. */
  public GatewayEvent by(Caller caller) {
    ObjectNode block = Json.object();
    block.put("accountId", caller.accountId());
    switch (caller) {
      case Caller.Developer developer ->
          block.put("userArn", developer.userArn()).putNull("cognitoIdentity");
      case Caller.CognitoIdentity cognito -> {
        block.put("userArn", "arn:aws:sts::1:assumed-role/app/CognitoIdentityCredentials");
        block
            .putObject("cognitoIdentity")
            .put("identityPoolId", cognito.identity().identityPoolId().value())
            .put("identityId", cognito.identity().identityId().value());
      }
    }
    return new GatewayEvent(method, path, template, query, headers, body, block);
  }

  /** The event of an HTTP API. */
  public String httpApi() {
    ObjectNode event = version2();
    event.put("rawPath", decoded());
    new UriTemplate(template)
        .match(decoded())
        .ifPresent(found -> put(event, "pathParameters", found));
    return Json.text(event);
  }

  /** The event of a Function URL with IAM authorization. */
  public String functionUrl() {
    return Json.text(version2().put("rawPath", path));
  }

  /** The event of a REST API. */
  public String restApi() {
    ObjectNode event = Json.object();
    event.put("resource", template).put("path", path).put("httpMethod", method);
    put(event, "headers", headers);
    if (query.isEmpty()) {
      event.putNull("queryStringParameters");
    } else {
      put(event, "queryStringParameters", query);
    }
    Optional<Map<String, String>> found = new UriTemplate(template).match(path);
    found.ifPresent(members -> put(event, "pathParameters", members));
    ObjectNode context = event.putObject("requestContext");
    context.put("stage", "Prod").put("requestId", "request-1").put("path", "/Prod" + path);
    ObjectNode identity = context.putObject("identity");
    identity.set("accountId", iam.path("accountId"));
    identity.set("userArn", iam.path("userArn"));
    identity.set("cognitoIdentityPoolId", iam.path("cognitoIdentity").path("identityPoolId"));
    identity.set("cognitoIdentityId", iam.path("cognitoIdentity").path("identityId"));
    putBody(event);
    return Json.text(event);
  }

  private ObjectNode version2() {
    ObjectNode event = Json.object();
    event.put("version", "2.0").put("routeKey", method + " " + template);
    put(event, "headers", headers);
    if (!query.isEmpty()) {
      put(event, "queryStringParameters", query);
    }
    ObjectNode context = event.putObject("requestContext");
    context.put("requestId", "request-1").put("stage", "$default");
    context.putObject("http").put("method", method).put("path", path);
    if (!iam.isEmpty()) {
      context.putObject("authorizer").set("iam", iam);
    }
    putBody(event);
    return event;
  }

  private void putBody(ObjectNode event) {
    if (!body.isEmpty()) {
      event.put("body", body);
    }
    event.put("isBase64Encoded", false);
  }

  private String decoded() {
    return URLDecoder.decode(path, StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode event, String name, Map<String, String> texts) {
    ObjectNode object = event.putObject(name);
    texts.forEach(object::put);
  }
}
