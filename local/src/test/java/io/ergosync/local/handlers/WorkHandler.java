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
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Puts every message into the stream {@code worked}. The body {@code bad} is reported as failed;
 * with {@code wait} the function does not end before it is interrupted, the first time.
 */
public final class WorkHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = new JsonMapper();

  private final KinesisClient kinesis;

  public WorkHandler(FunctionRuntime runtime) {
    this.kinesis = runtime.clients().kinesis();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (JsonNode message : JSON.readTree(input).get("Records")) {
      kinesis.putRecord(put ->
          put.streamName("received")
              .partitionKey(message.get("messageId").textValue())
              .data(SdkBytes.fromByteArray(message.toString().getBytes(UTF_8))));
      String body = message.get("body").textValue();
      boolean isFirst = message.at("/attributes/ApproximateReceiveCount").textValue().equals("1");
      if (body.equals("wait") && isFirst) {
        waitForEver();
      }
      if (body.equals("bad")) {
        failures.addObject().set("itemIdentifier", message.get("messageId"));
      } else {
        kinesis.putRecord(put ->
            put.streamName("worked")
                .partitionKey(body)
                .data(SdkBytes.fromByteArray(message.toString().getBytes(UTF_8))));
      }
    }
    JSON.writeValue(output, answer);
  }

  private static void waitForEver() throws InterruptedIOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
