package io.ergosync.local.kinesis;

import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.KinesisClients;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Kinesis as functions find it: the stand-in, in which any role may be assumed; or, where {@code
 * AWS_ENDPOINT_URL_KINESIS} says so, whatever is there.
 */
public final class LocalKinesis {
  private final Function<Optional<AssumedRole>, KinesisClient> clients;

  private LocalKinesis(Function<Optional<AssumedRole>, KinesisClient> clients) {
    this.clients = clients;
  }

  /**
   * The one that an environment asks for.
   *
   * @param streams what is put into the stand-in
   * @throws ConfigurationException if a variable is not a URL
   */
  public static LocalKinesis of(ServiceEndpoints endpoints, KinesisStreams streams) {
    return endpoints
        .find("KINESIS")
        .map(kinesis -> elsewhere(kinesis, endpoints))
        .orElseGet(() -> {
          KinesisClient client = new LocalKinesisClient(streams);
          return new LocalKinesis(_ -> client);
        });
  }

  private static LocalKinesis elsewhere(URI kinesis, ServiceEndpoints endpoints) {
    // Every emulator understands JSON; kinesalite takes CBOR, but others cannot read the data
    // then.
    System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
    KinesisClients clients =
        new KinesisClients(
            endpoints.credentials(), endpoints.roles(), endpoints.region(), Optional.of(kinesis));
    return new LocalKinesis(role -> role.map(clients::in).orElseGet(clients::own));
  }

  /** The client in the function's own name or in a role. */
  public KinesisClient client(Optional<AssumedRole> role) {
    return clients.apply(role);
  }
}
