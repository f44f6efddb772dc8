package io.ergosync.auth;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.Identity;

/** Whose signature the gateway verified. */
public sealed interface Caller {
  /** The AWS account of the credentials, 12 digits. */
  String accountId();

  /** What an endpoint allows or refuses. */
  CallerKind kind();

  /**
   * A developer: anything that signs with IAM credentials which are not an identity's.
   *
   * @param userArn the user or the role session
   */
  record Developer(String accountId, String userArn) implements Caller {
    public Developer {
      requireNonNull(accountId);
      requireNonNull(userArn);
    }

    @Override
    public CallerKind kind() {
      return CallerKind.DEVELOPER;
    }
  }

  /** An app's user, with credentials from Cognito Identity: confined to its own identity. */
  record CognitoIdentity(Identity identity, String accountId) implements Caller {
    public CognitoIdentity {
      requireNonNull(identity);
      requireNonNull(accountId);
    }

    @Override
    public CallerKind kind() {
      return CallerKind.COGNITO_IDENTITY;
    }
  }
}
