package io.ergosync.local.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalSnsTest {
  private static final String APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/Sample";
  private static final AssumedRole ROLE =
      new AssumedRole("arn:aws:iam::000000000000:role/ergosync/push", "ergosync-pool");

  private final PublishedMessages published = new PublishedMessages();
  private final SnsClient sns = client(Map.of(), Optional.of(ROLE));

  @Test
  void endpoint_ofTheSameToken_isTheSame() {
    assertThat(create("token")).isEqualTo(create("token")).isNotEqualTo(create("other"));
    assertThat(create("token")).startsWith(APPLICATION.replace(":app/", ":endpoint/") + "/");
  }

  @Test
  void endpoint_thatIsDisabled_isToldAndCanNotBePublishedTo() {
    String arn = create("token");
    sns.setEndpointAttributes(r -> r.endpointArn(arn).attributes(Map.of("Enabled", "false")));

    assertThatThrownBy(() -> create("token"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Endpoint " + arn + " already exists with the same Token");
    assertThatThrownBy(() -> sns.publish(r -> r.targetArn(arn).message("m")))
        .isInstanceOf(EndpointDisabledException.class);
    assertThat(published.read()).isEmpty();
  }

  @Test
  void published_isKeptUntilItIsCleared() {
    String arn = create("token");
    sns.publish(r -> r.targetArn(arn).messageStructure("json").message("{\"default\":\"d\"}"));
    sns.publish(r -> r.targetArn(arn).message("plain"));

    assertThat(published.read())
        .hasToString(
            "[{\"target\":\"%1$s\",\"message\":{\"default\":\"d\"}},{\"target\":\"%1$s\",\"message\":\"plain\"}]"
                .formatted(arn));
    published.clear();
    assertThat(published.read()).isEmpty();
  }

  @Test
  void publish_ofWhatSnsRefuses_isRefused() {
    String arn = create("token");

    assertThatThrownBy(
            () -> sns.publish(r -> r.targetArn(arn).messageStructure("json").message("{}")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> sns.publish(r -> r.targetArn("arn:nothing").message("m")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void endpointVariables_sendCallsElsewhereInTheRole() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(403, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      SnsClient elsewhere =
          client(
              Map.of("AWS_ENDPOINT_URL_SNS", url, "AWS_ENDPOINT_URL_STS", url), Optional.of(ROLE));

      assertThatThrownBy(() ->
              elsewhere.createPlatformEndpoint(
                  r -> r.platformApplicationArn(APPLICATION).token("token")))
          .isInstanceOfSatisfying(
              StsException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
      assertThat(requests)
          .singleElement()
          .asString()
          .contains("Action=AssumeRole", "RoleSessionName=ergosync-pool");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void endpointVariable_thatIsNoUrl_stopsTheStart() {
    assertThatThrownBy(() -> client(Map.of("AWS_ENDPOINT_URL_SNS", "localhost"), Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("AWS_ENDPOINT_URL_SNS");
  }

  private SnsClient client(Map<String, String> environment, Optional<AssumedRole> role) {
    return LocalSns.of(
            new ServiceEndpoints(new Environment(environment), Region.US_EAST_1), published)
        .client(Region.US_EAST_1, role);
  }

  private String create(String token) {
    return sns.createPlatformEndpoint(r -> r.platformApplicationArn(APPLICATION).token(token))
        .endpointArn();
  }
}
