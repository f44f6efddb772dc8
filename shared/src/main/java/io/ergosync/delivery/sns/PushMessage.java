package io.ergosync.delivery.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.delivery.Push;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What a device is told, in the form of its platform: the members that the Android and iOS clients
 * of the original read, every one of them a text. SNS wants a JSON text inside the JSON (SNS
 * developer guide, "Sending custom platform-specific payloads to mobile devices").
 */
final class PushMessage {
  /** By which apps tell these notifications from their own. */
  static final String SOURCE = "cognito-sync";

  private static final String ATTRIBUTE = "AWS.SNS.MOBILE.APNS.";

  private PushMessage() {}

  /** The message, for the message structure "json". */
  static String of(Push push) {
    ObjectNode payload = Json.object();
    Platform platform = push.device().device().platform();
    switch (platform) {
      // Wakes the app without showing anything.
      case APNS, APNS_SANDBOX -> payload.putObject("aps").put("content-available", 1);
      case GCM, ADM -> {
        // Nothing but data: the app gets it even in the background.
      }
    }
    payload.set("data", data(push));
    return Json.text(Json.object().put("default", SOURCE).put(platform.name(), Json.text(payload)));
  }

  private static ObjectNode data(Push push) {
    DatasetId dataset = push.dataset();
    return Json.object()
        .put("source", SOURCE)
        .put("identityPoolId", dataset.identity().identityPoolId().value())
        .put("identityId", dataset.identity().identityId().value())
        .put("datasetName", dataset.datasetName().value())
        .put("syncCount", Long.toString(push.syncCount()));
  }

  /** The attributes that go with it: Apple has to be told that a notification is a silent one. */
  static Map<String, MessageAttributeValue> attributes(Platform platform) {
    return switch (platform) {
      case APNS, APNS_SANDBOX -> {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(ATTRIBUTE + "PUSH_TYPE", text("background"));
        // The only priority that Apple allows for the type background.
        attributes.put(ATTRIBUTE + "PRIORITY", text("5"));
        yield attributes;
      }
      case GCM, ADM -> Map.of();
    };
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
