package io.ergosync.api.rpc;

/** How the legacy RPC form names things: Coral's {@code <namespace>#<name>}. */
final class RpcNames {
  /** What precedes the names of the service's operations, structures and errors. */
  static final String MODEL = "com.amazonaws.cognito.sync.model#";

  /** What precedes the names of the errors of the form itself. */
  static final String PROTOCOL = "com.amazon.coral.service#";

  /** The service. */
  static final String SERVICE = MODEL + "AWSCognitoSyncService";

  private RpcNames() {}
}
