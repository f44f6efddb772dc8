package io.ergosync.local.push;

import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.SnsClients;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
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
  public static LocalSns of(ServiceEndpoints endpoints, PublishedMessages published) {
    return endpoints
        .find("SNS")
        .map(sns -> elsewhere(sns, endpoints))
        .orElseGet(() -> {
          SnsClient client = new LocalSnsClient(published);
          return new LocalSns((_, _) -> client);
        });
  }

  private static LocalSns elsewhere(URI sns, ServiceEndpoints endpoints) {
    SnsClients clients =
        new SnsClients(endpoints.credentials(), endpoints.roles(), Optional.of(sns));
    return new LocalSns((place, role) ->
        role.map(assumed -> clients.in(place, assumed)).orElseGet(() -> clients.in(place)));
  }

  /** The client of a region, in the function's own name or in a role. */
  public SnsClient client(Region region, Optional<AssumedRole> role) {
    return clients.apply(region, role);
  }
}
