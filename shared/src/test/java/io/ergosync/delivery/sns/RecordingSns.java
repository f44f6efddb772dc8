package io.ergosync.delivery.sns;

import io.ergosync.domain.IdentityPoolId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** SNS that remembers what is published, and fails where it is told to. Safe for many threads. */
public final class RecordingSns implements SnsClientSource {
  private final List<Published> published = new CopyOnWriteArrayList<>();
  private final Map<String, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();

  /** Something published, and the region and role it was published in. */
  public record Published(String region, String roleArn, PublishRequest request) {}

  /** What was published, in no particular order if it was done by several threads. */
  public List<Published> published() {
    return List.copyOf(published);
  }

  /** The ARNs of the endpoints that something was published to, sorted. */
  public List<String> targets() {
    return published.stream().map(each -> each.request().targetArn()).sorted().toList();
  }

  /** Has every publish to an endpoint fail. */
  public void fail(String endpointArn, Supplier<RuntimeException> failure) {
    failures.put(endpointArn, failure);
  }

  @Override
  public SnsClient client(IdentityPoolId identityPoolId, String region, String roleArn) {
    return new Client(region, roleArn);
  }

  private final class Client implements SnsClient {
    private final String region;
    private final String roleArn;

    Client(String region, String roleArn) {
      this.region = region;
      this.roleArn = roleArn;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
      if (failures.containsKey(request.targetArn())) {
        throw failures.get(request.targetArn()).get();
      }
      published.add(new Published(region, roleArn, request));
      return PublishResponse.builder().messageId("message-1").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
