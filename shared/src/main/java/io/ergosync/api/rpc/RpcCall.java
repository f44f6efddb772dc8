package io.ergosync.api.rpc;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.Call;
import io.ergosync.auth.Caller;
import java.util.Optional;

/**
 * A request in the legacy RPC form: every member is in {@code Input}.
 *
 * @param input an object, or a missing or null node for no members
 */
record RpcCall(Optional<Caller> caller, String requestId, JsonNode input) implements Call {
  RpcCall {
    requireNonNull(caller);
    requireNonNull(requestId);
    requireNonNull(input);
  }

  @Override
  public JsonNode member(String name) {
    return input.path(name);
  }
}
