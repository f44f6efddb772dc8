package io.ergosync.api.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.http.HttpRequest;
import io.ergosync.api.http.JsonBody;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request in the legacy RPC form, taken apart.
 *
 * @param operation the operation's name, which need not exist
 * @param input its members; a missing or null node if there are none
 */
record RpcRequest(String operation, JsonNode input) {
  /** The target as the recorded requests have it, or without the namespace. */
  private static final Pattern TARGET =
      Pattern.compile("(com\\.amazonaws\\.cognito\\.sync\\.model\\.)?AWSCognitoSyncService\\.(.*)");

  /**
   * Reads a request. The body's Operation decides; only where the body has none does the header
   * X-Amz-Target.
   *
   * @throws ApiException SerializationException if the body is not of the form,
   *     UnknownOperationException if it names no operation of this service
   */
  static RpcRequest read(HttpRequest request) {
    JsonNode body = body(request);
    JsonNode service = member(body, "Service", JsonNode::isTextual, "a string");
    if (!absent(service) && !service.textValue().equals(RpcNames.SERVICE)) {
      throw unknownOperation("Service must be " + RpcNames.SERVICE + ".");
    }
    JsonNode operation = member(body, "Operation", JsonNode::isTextual, "a string");
    JsonNode input = member(body, "Input", JsonNode::isObject, "a structure");
    Optional<String> name =
        absent(operation) ? target(request) : operationName(operation.textValue());
    return new RpcRequest(name.orElseThrow(RpcRequest::unknownOperation), input);
  }

  /** What a request that names no operation of the service is refused with. */
  static ApiException unknownOperation() {
    return unknownOperation(
        "Operation must be %s and the name of an operation, such as %sListRecords."
            .formatted(RpcNames.MODEL, RpcNames.MODEL));
  }

  private static JsonNode body(HttpRequest request) {
    try {
      return JsonBody.read(request);
    } catch (ApiException e) {
      throw new ApiException(ErrorCode.SERIALIZATION, e.getMessage(), e);
    }
  }

  private static JsonNode member(
      JsonNode body, String name, Predicate<JsonNode> type, String typeName) {
    JsonNode node = body.path(name);
    if (!absent(node) && !type.test(node)) {
      throw new ApiException(ErrorCode.SERIALIZATION, "%s must be %s.".formatted(name, typeName));
    }
    return node;
  }

  private static Optional<String> operationName(String operation) {
    return operation.startsWith(RpcNames.MODEL)
        ? Optional.of(operation.substring(RpcNames.MODEL.length()))
        : Optional.empty();
  }

  private static Optional<String> target(HttpRequest request) {
    Matcher target = TARGET.matcher(request.headers().getOrDefault("x-amz-target", ""));
    return target.matches() ? Optional.of(target.group(2)) : Optional.empty();
  }

  private static ApiException unknownOperation(String message) {
    return new ApiException(ErrorCode.UNKNOWN_OPERATION, message);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
