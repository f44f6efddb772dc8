package io.ergosync.local.customer;

import io.ergosync.local.gateway.Readout;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The Lambda of the customer's functions: one in this process, or wherever {@code
 * AWS_ENDPOINT_URL_LAMBDA} points. Safe for use by many threads.
 *
 * @param client for functions of every region
 * @param invocations those of the one in this process
 */
public record CustomerLambda(LambdaClient client, Readout invocations) implements AutoCloseable {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL_LAMBDA";

  /**
   * Opens it.
   *
   * @param functions what the one in this process invokes
   * @throws ConfigurationException if the variable is set, and is no URL
   */
  public static CustomerLambda open(
      FunctionUrls functions, Environment environment, ServerLog log) {
    Invocations invocations = new Invocations();
    String endpoint = environment.text(ENDPOINT, "");
    LambdaClient client =
        endpoint.isEmpty()
            ? new StandInLambdaClient(functions, invocations, log)
            : elsewhere(url(endpoint), environment);
    return new CustomerLambda(client, invocations);
  }

  /** With the credentials of this process; an emulator takes any, AWS only real ones. */
  private static LambdaClient elsewhere(URI endpoint, Environment environment) {
    return LambdaClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(environment.text("AWS_REGION", Template.REGION)))
        .credentialsProvider(
            AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below, together with what is no address of a server.
    }
    throw new ConfigurationException(
        "Set %s to an http or https URL, or unset it; it is '%s'.".formatted(ENDPOINT, text));
  }

  @Override
  public void close() {
    client.close();
  }
}
