package io.ergosync.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/**
 * Clients of Kinesis in one region, each made when it is first asked for: an identity pool may name
 * a role. Safe for use by many threads.
 */
public final class KinesisClients {
  private static final int CLIENTS_MAX = 64;

  /** With retries: what fails for longer waits in the queue, and must not hold up what follows. */
  private static final Duration CALL_TIME_MAX = Duration.ofSeconds(5);

  private final AwsCredentialsProvider own;
  private final RoleCredentials roles;
  private final Region region;
  private final Optional<URI> endpoint;
  private final RecentlyUsed<Region, KinesisClient> ownClient =
      new RecentlyUsed<>(1, this::ownClient);
  private final RecentlyUsed<AssumedRole, KinesisClient> roleClients =
      new RecentlyUsed<>(CLIENTS_MAX, this::roleClient);

  /**
   * Clients that are made as needed.
   *
   * @param endpoint where Kinesis is; empty for AWS's own
   */
  public KinesisClients(
      AwsCredentialsProvider own, RoleCredentials roles, Region region, Optional<URI> endpoint) {
    this.own = own;
    this.roles = roles;
    this.region = region;
    this.endpoint = endpoint;
  }

  /** The one that acts in the function's own name. */
  public KinesisClient own() {
    return ownClient.get(region);
  }

  /** The one that acts in a role. */
  public KinesisClient in(AssumedRole role) {
    return roleClients.get(role);
  }

  private KinesisClient ownClient(Region itsRegion) {
    return client(own);
  }

  private KinesisClient roleClient(AssumedRole role) {
    return client(roles.of(role));
  }

  private KinesisClient client(AwsCredentialsProvider credentials) {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIME_MAX));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
