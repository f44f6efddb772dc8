package io.ergosync.local.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ergosync.api.json.Json;
import software.amazon.awssdk.core.SdkBytes;

/** A record of a stream. */
record StreamRecord(String partitionKey, SdkBytes data) {
  /** What counts against the limits of a record and of a request. */
  int bytes() {
    return partitionKey.getBytes(UTF_8).length + data.asByteArrayUnsafe().length;
  }

  /** The data as JSON; as a text where it is something else. */
  JsonNode json() {
    String text = new String(data.asByteArrayUnsafe(), UTF_8);
    try {
      JsonNode node = Json.read(text);
      return node.isMissingNode() ? TextNode.valueOf(text) : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
