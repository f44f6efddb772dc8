package io.ergosync.local.conformance;

import io.ergosync.local.LocalCloud;
import io.ergosync.local.Settings;
import io.ergosync.local.Settings.Storage;
import io.ergosync.local.logging.ServerLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/** The project's own template on a free port, and unmodified AWS clients of it. */
final class RunningCloud implements AutoCloseable {
  static final Region REGION = Region.US_EAST_1;

  private final LocalCloud cloud;

  private RunningCloud(LocalCloud cloud) {
    this.cloud = cloud;
  }

  static RunningCloud start() {
    return start(new Storage.InMemory());
  }

  /** One over the data in a folder. */
  static RunningCloud start(Path folder) {
    return start(new Storage.OnDisk(folder));
  }

  private static RunningCloud start(Storage storage) {
    return new RunningCloud(
        LocalCloud.start(
            new Settings(
                Path.of("..", "template.yaml"),
                0,
                storage,
                // A log that is kept by nobody: what matters is what clients see.
                new ServerLog(
                    new PrintStream(
                        OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)),
                Clock.systemUTC(),
                new SecureRandom())));
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  /** A client with the developer credentials of every local cloud. */
  CognitoSyncClient developer() {
    return client(AwsBasicCredentials.create("local", "local"));
  }

  /** A new identity of the pool with a client of its own. */
  SignedIn signIn(String identityPoolId) {
    try (CognitoIdentityClient identities =
        CognitoIdentityClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(REGION)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String identityId = identities.getId(r -> r.identityPoolId(identityPoolId)).identityId();
      Credentials credentials =
          identities.getCredentialsForIdentity(r -> r.identityId(identityId)).credentials();
      return new SignedIn(
          identityPoolId,
          identityId,
          client(
              AwsSessionCredentials.create(
                  credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken())));
    }
  }

  private CognitoSyncClient client(AwsCredentials credentials) {
    return CognitoSyncClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        // One attempt: a test must see what the server answers, not what a retry makes of it.
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /** An identity pool that no other test uses. */
  static String newIdentityPoolId() {
    return REGION.id() + ":" + UUID.randomUUID();
  }

  @Override
  public void close() {
    cloud.close();
  }

  /** An identity and a client with its credentials. */
  record SignedIn(String identityPoolId, String identityId, CognitoSyncClient client) {}
}
