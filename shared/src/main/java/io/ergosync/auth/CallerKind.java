package io.ergosync.auth;

/** The kinds of callers that an operation tells apart. */
public enum CallerKind {
  /** IAM credentials of the account that owns the data. */
  DEVELOPER,
  /** Temporary credentials that Cognito Identity gave to an app's user. */
  COGNITO_IDENTITY
}
