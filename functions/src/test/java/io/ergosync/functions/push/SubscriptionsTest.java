package io.ergosync.functions.push;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.api.http.GatewayEvent;
import io.ergosync.domain.PushSync;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
  private final Server server = new Server();

  @Test
  void subscribe_andAgain_subscribesOnce() {
    server.update("[" + replace("key", "1", 0) + "]");
    register();

    assertThat(send("SubscribeToDataset").text()).isEqualTo("{}");
    assertThat(send("SubscribeToDataset").status()).isEqualTo(200);
    assertThat(server.devices.subscribedDevices(Server.DATASET)).hasSize(1);
  }

  @Test
  void subscribe_toADatasetThatDoesNotExist_isNotFound() {
    register();

    assertThat(send("SubscribeToDataset").errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(send("SubscribeToDataset").message()).contains("Dataset My_data.set:v-1");
    assertThat(server.devices.subscribedDevices(Server.DATASET)).isEmpty();
  }

  @Test
  void subscribe_ofAnUnknownDevice_isNotFound() {
    server.update("[" + replace("key", "1", 0) + "]");

    assertThat(send("SubscribeToDataset").errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(send("SubscribeToDataset").message()).contains(Server.DEVICE_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "#", "\uD83D\uDE00"})
  void deviceIds_thatNoDeviceCanHave_areUnknown(String character) {
    server.update("[" + replace("key", "1", 0) + "]");
    register();

    for (String operation : new String[] {"SubscribeToDataset", "UnsubscribeFromDataset"}) {
      assertThat(send(operation, character.repeat(256)).errorType())
          .isEqualTo("ResourceNotFoundException");
      assertThat(send(operation, character.repeat(257)).errorType())
          .isEqualTo("InvalidParameterException");
    }
  }

  @Test
  void subscribe_whilePushIsNotConfigured_saysSo() {
    server.update("[" + replace("key", "1", 0) + "]");
    register();
    server.pushSync = PushSync.NONE;

    assertThat(send("SubscribeToDataset").errorType()).isEqualTo("InvalidConfigurationException");
  }

  @Test
  void unsubscribe_endsTheSubscriptionWhateverElseHasGone() {
    server.update("[" + replace("key", "1", 0) + "]");
    register();
    send("SubscribeToDataset");
    server.send("DeleteDataset", server.request("DeleteDataset"));
    server.pushSync = PushSync.NONE;

    assertThat(send("UnsubscribeFromDataset").text()).isEqualTo("{}");
    assertThat(send("UnsubscribeFromDataset").status()).isEqualTo(200);
    assertThat(server.devices.subscribedDevices(Server.DATASET)).isEmpty();
  }

  @Test
  void unsubscribe_ofAnUnknownDevice_isNotFound() {
    assertThat(send("UnsubscribeFromDataset").errorType()).isEqualTo("ResourceNotFoundException");
  }

  private void register() {
    String body = "{\"Platform\":\"GCM\",\"Token\":\"" + Server.TOKEN + "\"}";
    server.send("RegisterDevice", server.request("RegisterDevice").body(body));
  }

  private Reply send(String operation) {
    return server.send(operation, server.request(operation));
  }

  private Reply send(String operation, String deviceId) {
    GatewayEvent request = server.request(operation);
    String path =
        request
            .path()
            .replace(Server.DEVICE_ID, URLEncoder.encode(deviceId, StandardCharsets.UTF_8));
    return server.send(
        operation, GatewayEvent.of(request.method(), path, request.template()).by(Server.COGNITO));
  }
}
