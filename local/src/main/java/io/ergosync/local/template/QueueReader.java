package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.time.Duration;
import java.util.Optional;

/** Reads queues, with the defaults of CloudFormation. */
final class QueueReader {
  private static final int VISIBILITY_SECONDS_DEFAULT = 30;
  private static final int RETENTION_SECONDS_DEFAULT = 345_600;

  private QueueReader() {}

  /**
   * Reads one; without a name of its own it is called by its logical id.
   *
   * @throws ConfigurationException if it is a FIFO queue
   */
  static QueueDefinition read(String logicalId, Section properties) {
    if (properties.find("FifoQueue").map(Section::flag).orElse(false)) {
      throw new ConfigurationException(
          "The template's %s is a FIFO queue; the local cloud has standard queues only."
              .formatted(logicalId));
    }
    Optional<Section> redrive = properties.find("RedrivePolicy");
    return new QueueDefinition(
        properties.find("QueueName").map(Section::text).orElse(logicalId),
        seconds(properties, "VisibilityTimeout", VISIBILITY_SECONDS_DEFAULT),
        seconds(properties, "DelaySeconds", 0),
        seconds(properties, "MessageRetentionPeriod", RETENTION_SECONDS_DEFAULT),
        redrive.map(policy -> policy.at("deadLetterTargetArn").text()).orElse(""),
        redrive.map(policy -> policy.at("maxReceiveCount").number()).orElse(0));
  }

  private static Duration seconds(Section properties, String key, int defaultValue) {
    return Duration.ofSeconds(properties.find(key).map(Section::number).orElse(defaultValue));
  }
}
