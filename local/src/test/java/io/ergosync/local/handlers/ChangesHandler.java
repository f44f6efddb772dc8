package io.ergosync.local.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.runtime.FunctionRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Puts every event record into the stream {@code seen}. A batch with a key that begins with {@code
 * poison} fails; a key that begins with {@code once} is reported as failed when it first comes.
 */
public final class ChangesHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = new JsonMapper();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final KinesisClient kinesis;

  public ChangesHandler(FunctionRuntime runtime) {
    this.kinesis = runtime.clients().kinesis();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode records = JSON.readTree(input).get("Records");
    for (JsonNode change : records) {
      if (key(change).startsWith("poison")) {
        throw new IllegalStateException(key(change));
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (JsonNode change : records) {
      if (key(change).startsWith("once") && seen.add(key(change))) {
        failures
            .addObject()
            .put("itemIdentifier", change.at("/dynamodb/SequenceNumber").textValue());
        break;
      }
      kinesis.putRecord(put ->
          put.streamName("seen")
              .partitionKey(key(change))
              .data(SdkBytes.fromByteArray(change.toString().getBytes(UTF_8))));
    }
    JSON.writeValue(output, answer);
  }

  private static String key(JsonNode change) {
    return change.at("/dynamodb/Keys/pk/S").textValue();
  }
}
