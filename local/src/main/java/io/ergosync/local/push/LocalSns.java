package io.ergosync.local.push;

import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.RoleCredentials;
import io.ergosync.runtime.SnsClients;
import io.ergosync.runtime.StsSessions;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * SNS as functions find it: the stand-in, in which any role may be assumed; or, where {@code
 * AWS_ENDPOINT_URL_SNS} says so, whatever is there. Then {@code AWS_ENDPOINT_URL_STS} says where
 * roles are assumed; without it they are not, and the own credentials are used.
 */
public final class LocalSns {
  private final BiFunction<Region, Optional<AssumedRole>, SnsClient> clients;

  private LocalSns(BiFunction<Region, Optional<AssumedRole>, SnsClient> clients) {
    this.clients = clients;
  }

  /**
   * The one that an environment asks for.
   *
   * @param published keeps what is published to the stand-in
   * @throws ConfigurationException if a variable is not a URL
   */
  public static LocalSns of(Environment environment, Region region, PublishedMessages published) {
    Optional<URI> sts = environment.endpoint("STS");
    return environment
        .endpoint("SNS")
        .map(sns -> elsewhere(sns, sts, region))
        .orElseGet(() -> {
          SnsClient client = new LocalSnsClient(published);
          return new LocalSns((_, _) -> client);
        });
  }

  private static LocalSns elsewhere(URI sns, Optional<URI> sts, Region region) {
    AwsCredentialsProvider own = credentials();
    RoleCredentials roles =
        sts.<RoleCredentials>map(_ -> new StsSessions(own, region, sts)).orElse(_ -> own);
    SnsClients clients = new SnsClients(own, roles, Optional.of(sns));
    return new LocalSns((place, role) ->
        role.map(assumed -> clients.in(place, assumed)).orElseGet(() -> clients.in(place)));
  }

  /** The developer's; an emulator takes any. */
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ProfileCredentialsProvider.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /** The client of a region, in the function's own name or in a role. */
  public SnsClient client(Region region, Optional<AssumedRole> role) {
    return clients.apply(region, role);
  }
}
