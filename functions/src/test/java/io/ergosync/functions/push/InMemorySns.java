package io.ergosync.functions.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;

/**
 * Endpoints of SNS in maps, with the errors that SNS is known to answer. Safe for use by many
 * threads.
 */
public final class InMemorySns {
  /** Endpoint ARNs to attributes. */
  final Map<String, Map<String, String>> endpoints = new HashMap<>();

  /** What was called, and where. */
  final List<String> calls = new ArrayList<>();

  /** Applications that do not exist; all others do. */
  final Set<String> missingApplications = new HashSet<>();

  /** Fails every call; nothing does at first. */
  Optional<Supplier<RuntimeException>> failure = Optional.empty();

  /** Whether an endpoint is deleted right after it was made, as often as this says. */
  int deletions;

  /** A region's client. */
  public SnsClient in(String region) {
    return new Client(region);
  }

  static String endpointArn(CreatePlatformEndpointRequest request) {
    return request.platformApplicationArn().replace(":app/", ":endpoint/")
        + "/"
        + Integer.toHexString(request.token().hashCode());
  }

  private final class Client implements SnsClient {
    private final String region;

    Client(String region) {
      this.region = region;
    }

    @Override
    public CreatePlatformEndpointResponse createPlatformEndpoint(
        CreatePlatformEndpointRequest request) {
      synchronized (InMemorySns.this) {
        called("create");
        if (missingApplications.contains(request.platformApplicationArn())) {
          throw NotFoundException.builder().statusCode(404).build();
        }
        String arn = endpointArn(request);
        Map<String, String> fresh = Map.of("Token", request.token(), "Enabled", "true");
        Map<String, String> present = endpoints.getOrDefault(arn, fresh);
        if (!present.equals(fresh)) {
          throw invalid(
              "Invalid parameter: Token Reason: Endpoint "
                  + arn
                  + " already exists with the same Token, but different attributes.");
        }
        if (deletions > 0) {
          deletions--;
        } else {
          endpoints.put(arn, fresh);
        }
        return CreatePlatformEndpointResponse.builder().endpointArn(arn).build();
      }
    }

    @Override
    public GetEndpointAttributesResponse getEndpointAttributes(
        GetEndpointAttributesRequest request) {
      synchronized (InMemorySns.this) {
        called("get");
        Map<String, String> attributes = endpoints.get(request.endpointArn());
        if (attributes == null) {
          throw NotFoundException.builder().statusCode(404).build();
        }
        return GetEndpointAttributesResponse.builder().attributes(attributes).build();
      }
    }

    @Override
    public SetEndpointAttributesResponse setEndpointAttributes(
        SetEndpointAttributesRequest request) {
      synchronized (InMemorySns.this) {
        called("set");
        endpoints.put(request.endpointArn(), request.attributes());
        return SetEndpointAttributesResponse.builder().build();
      }
    }

    private void called(String call) {
      calls.add(call + " in " + region);
      failure.ifPresent(supplier -> {
        throw supplier.get();
      });
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  static InvalidParameterException invalid(String message) {
    return InvalidParameterException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorMessage(message).build())
        .build();
  }
}
