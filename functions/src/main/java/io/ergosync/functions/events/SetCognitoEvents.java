package io.ergosync.functions.events;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.storage.IdentityPoolStorage;

/** SetCognitoEvents: sets or removes the function of one event and leaves the others alone. */
public final class SetCognitoEvents
    implements Operation<SetCognitoEvents.Request, SetCognitoEvents.Response> {
  private final IdentityPoolStorage storage;

  /** The operation on the pools of a storage. */
  public SetCognitoEvents(IdentityPoolStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Response execute(Request request, RequestContext context) {
    switch (request.change()) {
      case EventChange.None _ -> {}
      case EventChange.Replaced(CognitoEvent event, LambdaFunctionArn function) ->
          storage.setEvent(request.identityPoolId(), event, function);
      case EventChange.Removed(CognitoEvent event) ->
          storage.removeEvent(request.identityPoolId(), event);
    }
    return new Response();
  }

  /** What is asked for. */
  public record Request(IdentityPoolId identityPoolId, EventChange change) {
    public Request {
      requireNonNull(identityPoolId);
      requireNonNull(change);
    }
  }

  /** The response, which has no members. */
  public record Response() {}
}
