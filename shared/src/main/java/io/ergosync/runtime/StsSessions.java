package io.ergosync.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Assumes roles by STS and keeps the sessions until shortly before they expire. Nothing is made
 * before the first role is asked for. Safe for use by many threads.
 */
public final class StsSessions implements RoleCredentials {
  private static final int ROLES_MAX = 64;

  /** With retries; a request has 25 seconds for this and what it is needed for. */
  private static final Duration CALL_TIME_MAX = Duration.ofSeconds(5);

  private final AwsCredentialsProvider own;
  private final Region region;
  private final Optional<URI> endpoint;
  private final RecentlyUsed<AssumedRole, AwsCredentialsProvider> sessions =
      new RecentlyUsed<>(ROLES_MAX, this::session);
  private final RecentlyUsed<Region, StsClient> client = new RecentlyUsed<>(1, this::client);

  /**
   * Sessions of a region's STS.
   *
   * @param own the credentials that assume the roles
   * @param endpoint where STS is; empty for AWS's own
   */
  public StsSessions(AwsCredentialsProvider own, Region region, Optional<URI> endpoint) {
    this.own = own;
    this.region = region;
    this.endpoint = endpoint;
  }

  @Override
  public AwsCredentialsProvider of(AssumedRole role) {
    return sessions.get(role);
  }

  private AwsCredentialsProvider session(AssumedRole role) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(client.get(region))
        .refreshRequest(
            AssumeRoleRequest.builder()
                .roleArn(role.roleArn())
                .roleSessionName(role.sessionName())
                .build())
        .build();
  }

  private StsClient client(Region region) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(region)
            .credentialsProvider(own)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIME_MAX));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
