package io.ergosync.local.sigv4;

import java.util.List;

/** Whom credentials stand for. */
public sealed interface Principal {
  /**
   * An IAM user: a developer.
   *
   * @param userName such as {@code local}
   */
  record IamUser(String userName) implements Principal {}

  /**
   * An identity of a Cognito identity pool, with temporary credentials.
   *
   * @param authenticationMethods {@code unauthenticated}, or {@code authenticated} and the names of
   *     the login providers: the "amr" of the gateway's event
   */
  record PoolIdentity(String identityPoolId, String identityId, List<String> authenticationMethods)
      implements Principal {
    public PoolIdentity {
      authenticationMethods = List.copyOf(authenticationMethods);
    }
  }
}
