package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.auth.Caller;
import java.util.Optional;

/**
 * A request for an operation in whatever form it came: it hides whether a member was in the path,
 * the query, a header or the body.
 */
public interface Call {
  /** Who sent it; empty if the gateway named nobody. */
  Optional<Caller> caller();

  /** What the log and the client know it by. */
  String requestId();

  /**
   * The member of that API name, such as {@code IdentityPoolId}; a missing or null node if it was
   * not sent. Numbers of the path, query and headers are texts.
   *
   * @throws ApiException if the part of the request that would hold it cannot be read
   */
  JsonNode member(String name);
}
