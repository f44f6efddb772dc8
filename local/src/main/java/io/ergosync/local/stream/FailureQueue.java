package io.ergosync.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells a queue, in Lambda's words, of records that were given up. Safe for use by many threads.
 */
final class FailureQueue {
  private final SqsClient sqs;
  private final String queueUrl;
  private final FunctionDefinition function;
  private final String streamArn;
  private final Clock clock;
  private final ServerLog log;

  /**
   * @param queueUrl empty for a mapping without a destination: then only the log is told
   */
  FailureQueue(
      SqsClient sqs,
      String queueUrl,
      FunctionDefinition function,
      String streamArn,
      Clock clock,
      ServerLog log) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.function = function;
    this.streamArn = streamArn;
    this.clock = clock;
    this.log = log;
  }

  /** Tells it. */
  void send(Attempt given, String condition) {
    List<ChangeRecord> records = given.records();
    log.say(
        "%s: %s records of the stream from %s on were given up: %s"
            .formatted(
                function.name(), records.size(), records.getFirst().sequenceNumber(), condition));
    if (queueUrl.isEmpty()) {
      return;
    }
    try {
      String document = Json.text(document(given, condition));
      sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(document));
    } catch (SdkException e) {
      log.say("%s: the on-failure queue was not told.".formatted(function.name()), e);
    }
  }

  private ObjectNode document(Attempt given, String condition) {
    List<ChangeRecord> records = given.records();
    ObjectNode document = Json.object();
    document
        .putObject("requestContext")
        .put("requestId", given.lastRequestId())
        .put("functionArn", function.arn())
        .put("condition", condition)
        .put("approximateInvokeCount", given.invocations());
    if (given.invocations() == 0) {
      document.putNull("responseContext");
    } else {
      ObjectNode response =
          document
              .putObject("responseContext")
              .put("statusCode", 200)
              .put("executedVersion", "$LATEST");
      if (given.threw()) {
        response.put("functionError", "Unhandled");
      } else {
        response.putNull("functionError");
      }
    }
    document.put("version", "1.0").put("timestamp", clock.instant().toString());
    document
        .putObject("DDBStreamBatchInfo")
        .put("shardId", records.getFirst().shardId())
        .put("startSequenceNumber", records.getFirst().sequenceNumber())
        .put("endSequenceNumber", records.getLast().sequenceNumber())
        .put("approximateArrivalOfFirstRecord", records.getFirst().createdAt().toString())
        .put("approximateArrivalOfLastRecord", records.getLast().createdAt().toString())
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
    return document;
  }
}
