package io.ergosync.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.sigv4.Caller;
import io.ergosync.local.sigv4.Principal.IamUser;
import io.ergosync.local.sigv4.Principal.PoolIdentity;
import io.ergosync.local.template.Template;

/** Writes who the caller is, as IAM authorization puts it into an event. */
final class AuthorizerContext {
  /** What AWS calls every session of an identity. */
  private static final String SESSION = "CognitoIdentityCredentials";

  private AuthorizerContext() {}

  static ObjectNode of(Caller caller) {
    return switch (caller.principal()) {
      case IamUser user ->
          context(
              caller,
              user.userName(),
              "arn:aws:iam::%s:user/%s".formatted(Template.ACCOUNT_ID, user.userName()));
      case PoolIdentity identity -> {
        String role = "local-" + identity.authenticationMethods().getFirst();
        ObjectNode context =
            context(
                caller,
                "AROALOCAL:" + SESSION,
                "arn:aws:sts::%s:assumed-role/%s/%s".formatted(Template.ACCOUNT_ID, role, SESSION));
        context.set("cognitoIdentity", cognitoIdentity(identity));
        yield context;
      }
    };
  }

  private static ObjectNode context(Caller caller, String userId, String userArn) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("accessKey", caller.accessKeyId())
        .put("accountId", Template.ACCOUNT_ID)
        .put("callerId", userId)
        .putNull("cognitoIdentity")
        .putNull("principalOrgId")
        .put("userArn", userArn)
        .put("userId", userId);
  }

  private static ObjectNode cognitoIdentity(PoolIdentity identity) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode methods = node.putArray("amr");
    identity.authenticationMethods().forEach(methods::add);
    return node.put("identityId", identity.identityId())
        .put("identityPoolId", identity.identityPoolId());
  }
}
