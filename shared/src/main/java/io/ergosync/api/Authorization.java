package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.auth.Caller;
import io.ergosync.domain.Identity;

/**
 * Who may call what, whatever an IAM policy allowed: the kinds of callers that the endpoint
 * declares, and for an identity nothing but itself.
 */
final class Authorization {
  private Authorization() {}

  /**
   * The caller of an authorised call.
   *
   * @throws ApiException NotAuthorizedException otherwise
   */
  static Caller check(Endpoint<?, ?> endpoint, Call call) {
    Caller caller =
        call.caller()
            .orElseThrow(
                () -> refusal("Sign the request with AWS credentials: it names no caller."));
    if (!endpoint.callers().contains(caller.kind())) {
      throw refusal(
          switch (caller) {
            case Caller.Developer _ ->
                endpoint.operation() + " needs the credentials of a Cognito identity.";
            case Caller.CognitoIdentity _ ->
                endpoint.operation() + " needs the credentials of a developer.";
          });
    }
    switch (caller) {
      case Caller.Developer _ -> {}
      case Caller.CognitoIdentity(Identity own, String _) -> {
        requireOwn("IdentityPoolId", own.identityPoolId().value(), call);
        requireOwn("IdentityId", own.identityId().value(), call);
      }
    }
    return caller;
  }

  private static void requireOwn(String memberName, String own, Call call) {
    JsonNode member = call.member(memberName);
    if (!member.isTextual() || !member.textValue().equals(own)) {
      throw refusal(
          "The credentials are those of another identity: " + memberName + " is not its own.");
    }
  }

  private static ApiException refusal(String message) {
    return new ApiException(ErrorCode.NOT_AUTHORIZED, message);
  }
}
