package io.ergosync.local.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ergosync.api.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;

/**
 * SNS as far as push needs it: endpoints, and publishing to them. Whatever is published is kept for
 * {@code GET /local/pushes} and goes nowhere else; every other call is unsupported. One client
 * serves all regions and roles. Safe for use by many threads.
 */
public final class LocalSnsClient implements SnsClient {
  private final PlatformEndpoints endpoints = new PlatformEndpoints();
  private final PublishedMessages published;

  /** A stand-in that keeps what is published. */
  public LocalSnsClient(PublishedMessages published) {
    this.published = published;
  }

  @Override
  public CreatePlatformEndpointResponse createPlatformEndpoint(
      CreatePlatformEndpointRequest request) {
    Map<String, String> attributes = new HashMap<>(request.attributes());
    if (request.customUserData() != null) {
      attributes.put("CustomUserData", request.customUserData());
    }
    return CreatePlatformEndpointResponse.builder()
        .endpointArn(
            endpoints.create(request.platformApplicationArn(), request.token(), attributes))
        .build();
  }

  @Override
  public GetEndpointAttributesResponse getEndpointAttributes(GetEndpointAttributesRequest request) {
    return GetEndpointAttributesResponse.builder()
        .attributes(endpoints.attributes(request.endpointArn()))
        .build();
  }

  @Override
  public SetEndpointAttributesResponse setEndpointAttributes(SetEndpointAttributesRequest request) {
    endpoints.set(request.endpointArn(), request.attributes());
    return SetEndpointAttributesResponse.builder().build();
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    Map<String, String> attributes = endpoints.attributes(request.targetArn());
    if (!Boolean.parseBoolean(attributes.get(PlatformEndpoints.ENABLED))) {
      throw EndpointDisabledException.builder()
          .statusCode(400)
          .awsErrorDetails(PlatformEndpoints.details("EndpointDisabled", "Endpoint is disabled"))
          .build();
    }
    if ("json".equals(request.messageStructure())) {
      checkStructure(request.message());
    }
    published.add(request.targetArn(), request.message());
    return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
  }

  private static void checkStructure(String message) {
    try {
      if (Json.read(message).path("default").isTextual()) {
        return;
      }
    } catch (JsonProcessingException e) {
      throw PlatformEndpoints.invalid("Message Structure - JSON message body failed to parse");
    }
    throw PlatformEndpoints.invalid("Message Structure - No default entry in JSON message body");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Closes nothing: there is nothing open. */
  @Override
  public void close() {}
}
