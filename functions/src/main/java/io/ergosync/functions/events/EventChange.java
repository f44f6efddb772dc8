package io.ergosync.functions.events;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.LambdaFunctionArn;

/** What a request does to the events of a pool. */
public sealed interface EventChange {
  /** Nothing: its map is empty. */
  enum None implements EventChange {
    NONE
  }

  /** One event gets another function. */
  record Replaced(CognitoEvent event, LambdaFunctionArn function) implements EventChange {
    public Replaced {
      requireNonNull(event);
      requireNonNull(function);
    }
  }

  /** One event has no function any more. */
  record Removed(CognitoEvent event) implements EventChange {
    public Removed {
      requireNonNull(event);
    }
  }
}
