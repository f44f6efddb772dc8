package io.ergosync.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.gateway.Router.Match;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.Query;
import io.ergosync.local.sigv4.Caller;
import io.ergosync.local.template.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the event that a function receives: payload format version 2.0 of "Create AWS Lambda proxy
 * integrations for HTTP APIs" in the API Gateway Developer Guide.
 */
final class PayloadEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

  /** Bodies of these types are text; all others reach the function in base64. */
  private static final Pattern TEXT =
      Pattern.compile("(text/.*|application/(json|javascript|xml))( *;.*)?");

  private static final String STAGE = "$default";
  private static final String API_ID = "local";

  private PayloadEvent() {}

  /** The event's JSON. */
  static Body of(HttpRequest request, Match match, Caller caller, String requestId, Instant now) {
    Map<String, String> headers = request.headers().joined();
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "2.0")
            .put("routeKey", match.route().key())
            .put("rawPath", request.path())
            .put("rawQueryString", request.rawQuery());
    String cookies = headers.remove("cookie");
    if (cookies != null) {
      var list = event.putArray("cookies");
      Pattern.compile("; *").splitAsStream(cookies).forEach(list::add);
    }
    putAll(event.putObject("headers"), headers);
    Map<String, String> query = queryParameters(request);
    if (!query.isEmpty()) {
      putAll(event.putObject("queryStringParameters"), query);
    }
    event.set("requestContext", context(request, match, caller, requestId, now));
    if (!match.pathParameters().isEmpty()) {
      putAll(event.putObject("pathParameters"), match.pathParameters());
    }
    putBody(event, request);
    return Body.of(event.toString());
  }

  private static ObjectNode context(
      HttpRequest request, Match match, Caller caller, String requestId, Instant now) {
    ObjectNode context =
        JsonNodeFactory.instance
            .objectNode()
            .put("accountId", Template.ACCOUNT_ID)
            .put("apiId", API_ID);
    context.putObject("authorizer").set("iam", AuthorizerContext.of(caller));
    context
        .put("domainName", request.headers().first("host").orElse("").replaceFirst(":[0-9]*$", ""))
        .put("domainPrefix", API_ID)
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceAddress())
        .put("userAgent", request.headers().first("user-agent").orElse(""));
    return context
        .put("requestId", requestId)
        .put("routeKey", match.route().key())
        .put("stage", STAGE)
        .put("time", TIME.format(now.atOffset(ZoneOffset.UTC)))
        .put("timeEpoch", now.toEpochMilli());
  }

  private static Map<String, String> queryParameters(HttpRequest request) {
    Map<String, String> joined = new LinkedHashMap<>();
    Query.parse(request.rawQuery())
        .parameters()
        .forEach(parameter ->
            joined.merge(parameter.name(), parameter.value(), (first, next) -> first + "," + next));
    return joined;
  }

  private static void putBody(ObjectNode event, HttpRequest request) {
    Body body = request.body();
    String type = request.headers().first("content-type").orElse("").toLowerCase(Locale.ROOT);
    Optional<String> text = TEXT.matcher(type).matches() ? body.text() : Optional.empty();
    if (!body.isEmpty()) {
      event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body.bytes())));
    }
    event.put("isBase64Encoded", !body.isEmpty() && text.isEmpty());
  }

  private static void putAll(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}
