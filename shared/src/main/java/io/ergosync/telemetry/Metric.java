package io.ergosync.telemetry;

/** The metrics that lines of the log count as; alarms and the dashboard know them by name. */
public enum Metric {
  /** Notifications that SNS took. */
  PUSHES("Pushes"),
  /** Devices that were dropped because their endpoint is disabled or gone. */
  DEVICES_DROPPED("DevicesDropped"),
  /** Changes that Kinesis took. */
  CHANGES_STREAMED("ChangesStreamed"),
  /** Pools whose streaming was turned off, because their stream or role cannot be used. */
  STREAMING_TURNED_OFF("StreamingTurnedOff"),
  /** PostSyncTrigger events that Lambda took. */
  EVENTS_SENT("EventsSent"),
  /** Deliveries that failed and wait in the queue. */
  DELIVERIES_QUEUED("DeliveriesQueued"),
  /** Records of the table's stream that cannot be read. */
  RECORDS_UNREADABLE("RecordsUnreadable"),
  /** Messages that the delivery queue refuses, or that say what can never be done. */
  MESSAGES_REFUSED("MessagesRefused"),
  /** Datasets that bulk publishes published. */
  DATASETS_PUBLISHED("DatasetsPublished"),
  /** Requests, changes and messages that failed because a dataset contradicts itself. */
  CORRUPT_DATASETS("CorruptDatasets");

  private final String metricName;

  Metric(String metricName) {
    this.metricName = metricName;
  }

  /** Its name in CloudWatch. */
  public String metricName() {
    return metricName;
  }
}
