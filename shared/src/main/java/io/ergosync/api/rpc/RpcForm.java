package io.ergosync.api.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.http.HttpResponse;
import io.ergosync.api.json.Json;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers in the legacy RPC form, after the recorded samples: the type first, then all members by
 * name, null where there is no value, and dates as Java writes doubles. Errors were not recorded:
 * they have the status and the header of the REST form, and their type and message as Output.
 */
public final class RpcForm {
  private static final String VERSION = "1.0";

  /** The errors of the form itself. */
  private static final Set<ErrorCode> OF_THE_FORM =
      EnumSet.of(ErrorCode.SERIALIZATION, ErrorCode.UNKNOWN_OPERATION);

  /** Lists that the samples have as null where there is nothing in them. */
  private static final Set<String> NULL_WHEN_EMPTY = Set.of("MergedDatasetNames");

  /** Members that are younger than the samples: only there when they have a value. */
  private static final Set<String> ABSENT_WHEN_NULL = Set.of("CognitoStreams");

  private RpcForm() {}

  /**
   * The response to send.
   *
   * @param operation the operation that was asked for
   * @param requestId the client's own id of the request, or else the gateway's
   */
  public static HttpResponse render(String operation, Answer answer, String requestId) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    // In small letters, as the samples have it.
    headers.put("x-amzn-requestid", requestId);
    return switch (answer) {
      case Answer.Success(ObjectNode members) ->
          new HttpResponse(200, headers, body(output(operation, members)));
      case Answer.Failure(ApiException error) -> {
        headers.put("x-amzn-ErrorType", error.code().wireName());
        yield new HttpResponse(error.code().status(), headers, body(output(error)));
      }
    };
  }

  private static String body(ObjectNode output) {
    ObjectNode body = Json.object();
    body.set("Output", output);
    return Json.text(body.put("Version", VERSION));
  }

  private static ObjectNode output(ApiException error) {
    String namespace = OF_THE_FORM.contains(error.code()) ? RpcNames.PROTOCOL : RpcNames.MODEL;
    return Json.object()
        .put("__type", namespace + error.code().wireName())
        .put("message", error.getMessage());
  }

  private static ObjectNode output(String operation, ObjectNode members) {
    ObjectNode output = Json.object().put("__type", RpcNames.MODEL + operation + "Response");
    ordered(members)
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          JsonNode value = member.getValue();
          if (NULL_WHEN_EMPTY.contains(name) && value.isEmpty()) {
            output.set(name, NullNode.getInstance());
          } else if (!(ABSENT_WHEN_NULL.contains(name) && value.isNull())) {
            output.set(name, value);
          }
        });
    return output;
  }

  /** A structure with its members by name, at any depth. */
  private static ObjectNode ordered(ObjectNode structure) {
    Map<String, JsonNode> members = new TreeMap<>();
    structure
        .properties()
        .forEach(member -> members.put(member.getKey(), value(member.getValue())));
    ObjectNode ordered = Json.object();
    members.forEach(ordered::set);
    return ordered;
  }

  private static JsonNode value(JsonNode node) {
    return switch (node) {
      case ObjectNode structure -> ordered(structure);
      case ArrayNode list -> {
        ArrayNode values = list.arrayNode(list.size());
        list.forEach(element -> values.add(value(element)));
        yield values;
      }
      // Of all members only dates have decimals: 1412974057.151 becomes 1.412974057151E9.
      case JsonNode date when date.isBigDecimal() -> DoubleNode.valueOf(date.doubleValue());
      case JsonNode scalar -> scalar;
    };
  }
}
