package io.ergosync.local.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ergosync.local.template.QueueDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The attributes of a queue, as GetQueueAttributes names them. */
final class QueueAttributes {
  private QueueAttributes() {}

  static Map<String, String> of(QueueDefinition queue, QueueCounts counts) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
    attributes.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
    attributes.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
    attributes.put("QueueArn", queue.arn());
    attributes.put("VisibilityTimeout", seconds(queue.visibilityTimeout()));
    attributes.put("DelaySeconds", seconds(queue.delay()));
    attributes.put("MessageRetentionPeriod", seconds(queue.retention()));
    attributes.put("MaximumMessageSize", Integer.toString(MessageRules.BYTES_MAX));
    if (!queue.deadLetterQueueArn().isEmpty()) {
      attributes.put(
          "RedrivePolicy",
          JsonNodeFactory.instance
              .objectNode()
              .put("deadLetterTargetArn", queue.deadLetterQueueArn())
              .put("maxReceiveCount", queue.receiveCountMax())
              .toString());
    }
    return attributes;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
