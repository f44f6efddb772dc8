package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request came to, before it takes the form of a response. */
public sealed interface Answer {
  /** The response's members, null nodes included. */
  record Success(ObjectNode members) implements Answer {
    public Success {
      requireNonNull(members);
    }
  }

  /** The error. */
  record Failure(ApiException error) implements Answer {
    public Failure {
      requireNonNull(error);
    }
  }
}
