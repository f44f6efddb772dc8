package io.ergosync.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/**
 * Clients of SNS, each made when it is first asked for. An endpoint can only be published to in its
 * own region, and an identity pool may name a role: hence one for each of both. Safe for use by
 * many threads.
 */
public final class SnsClients {
  private static final int CLIENTS_MAX = 64;

  /** With retries; a request that makes three calls has 25 seconds. */
  private static final Duration CALL_TIME_MAX = Duration.ofSeconds(6);

  private final AwsCredentialsProvider own;
  private final RoleCredentials roles;
  private final Optional<URI> endpoint;
  private final RecentlyUsed<Region, SnsClient> ownClients =
      new RecentlyUsed<>(CLIENTS_MAX, this::ownClient);
  private final RecentlyUsed<InRole, SnsClient> roleClients =
      new RecentlyUsed<>(CLIENTS_MAX, this::roleClient);

  private record InRole(Region region, AssumedRole role) {}

  /**
   * Clients that are made as needed.
   *
   * @param endpoint where SNS is, whatever the region; empty for AWS's own
   */
  public SnsClients(AwsCredentialsProvider own, RoleCredentials roles, Optional<URI> endpoint) {
    this.own = own;
    this.roles = roles;
    this.endpoint = endpoint;
  }

  /** A region's, acting in the function's own name. */
  public SnsClient in(Region region) {
    return ownClients.get(region);
  }

  /** A region's, acting in a role. */
  public SnsClient in(Region region, AssumedRole role) {
    return roleClients.get(new InRole(region, role));
  }

  private SnsClient ownClient(Region region) {
    return client(region, own);
  }

  private SnsClient roleClient(InRole key) {
    return client(key.region(), roles.of(key.role()));
  }

  private SnsClient client(Region region, AwsCredentialsProvider credentials) {
    SnsClientBuilder builder =
        SnsClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIME_MAX));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
