package io.ergosync.local.aws;

import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.RoleCredentials;
import io.ergosync.runtime.StsSessions;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Which services are elsewhere: those that {@code AWS_ENDPOINT_URL_<SERVICE>} names.
 *
 * @param region the one that requests are signed for
 */
public record ServiceEndpoints(Environment environment, Region region) {
  /**
   * Where a service is, if not in this process.
   *
   * @param service as the variable has it, such as {@code SNS}
   * @throws ConfigurationException if the variable is not a URL
   */
  public Optional<URI> find(String service) {
    return environment.endpoint(service);
  }

  /**
   * Whether one of the services that functions call is elsewhere.
   *
   * @throws ConfigurationException if a variable is not a URL
   */
  public boolean anyElsewhere() {
    return Stream.of("SNS", "KINESIS", "STS", "SQS", "S3", "LAMBDA")
        .anyMatch(service -> find(service).isPresent());
  }

  /** The developer's own credentials; where there are none, some that any emulator takes. */
  public AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ProfileCredentialsProvider.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /**
   * Roles, assumed where {@code AWS_ENDPOINT_URL_STS} says; without it they are not assumed, and
   * the own credentials are used.
   *
   * @throws ConfigurationException if the variable is not a URL
   */
  public RoleCredentials roles() {
    AwsCredentialsProvider own = credentials();
    Optional<URI> sts = find("STS");
    return sts.<RoleCredentials>map(_ -> new StsSessions(own, region, sts)).orElse(_ -> own);
  }
}
