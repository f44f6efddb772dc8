package io.ergosync.local.queue;

import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.runtime.ConfigurationException;
import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS as functions and event sources find it: the stand-in, or whatever {@code
 * AWS_ENDPOINT_URL_SQS} names; queues of the template's names must then be there.
 */
public final class LocalSqs {
  private LocalSqs() {}

  /**
   * The client that an environment asks for.
   *
   * @throws ConfigurationException if the variable is not a URL
   */
  public static SqsClient of(ServiceEndpoints endpoints, LocalQueues queues) {
    return endpoints
        .find("SQS")
        .map(sqs -> elsewhere(sqs, endpoints))
        .orElseGet(() -> new LocalSqsClient(queues));
  }

  private static SqsClient elsewhere(URI sqs, ServiceEndpoints endpoints) {
    return SqsClient.builder()
        .endpointOverride(sqs)
        .region(endpoints.region())
        .credentialsProvider(endpoints.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
