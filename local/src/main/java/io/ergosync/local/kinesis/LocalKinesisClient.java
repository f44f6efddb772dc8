package io.ergosync.local.kinesis;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/**
 * Kinesis as far as records are put: every stream exists, has one shard and is never full. What is
 * put is kept for {@code GET /local/kinesis/<stream>}; every other call is unsupported. One client
 * serves all roles. Safe for use by many threads.
 */
public final class LocalKinesisClient implements KinesisClient {
  private static final int RECORDS_MAX = 500;

  /** The limit of a stream for which UpdateMaxRecordSize was never called. */
  private static final int RECORD_BYTES_MAX = 1_048_576;

  private static final int REQUEST_BYTES_MAX = 10 * 1_048_576;
  private static final int PARTITION_KEY_CHARACTERS_MAX = 256;
  private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final String SHARD_ID = "shardId-000000000000";

  private final KinesisStreams streams;

  /** A client that puts into these streams. */
  public LocalKinesisClient(KinesisStreams streams) {
    this.streams = streams;
  }

  @Override
  public PutRecordResponse putRecord(PutRecordRequest request) {
    String stream = stream(request.streamName(), request.streamARN());
    StreamRecord put = new StreamRecord(request.partitionKey(), request.data());
    check(put);
    return PutRecordResponse.builder()
        .shardId(SHARD_ID)
        .sequenceNumber(streams.put(stream, put))
        .build();
  }

  @Override
  public PutRecordsResponse putRecords(PutRecordsRequest request) {
    String stream = stream(request.streamName(), request.streamARN());
    List<StreamRecord> puts =
        request.records().stream()
            .map(entry -> new StreamRecord(entry.partitionKey(), entry.data()))
            .toList();
    if (puts.isEmpty() || puts.size() > RECORDS_MAX) {
      throw invalid(
          "'records' failed to satisfy constraint: Member must have length between 1 and %s, inclusive"
              .formatted(RECORDS_MAX));
    }
    puts.forEach(LocalKinesisClient::check);
    if (puts.stream().mapToLong(StreamRecord::bytes).sum() > REQUEST_BYTES_MAX) {
      throw tooLarge("Records size exceeds 10 MB limit");
    }
    return PutRecordsResponse.builder()
        .failedRecordCount(0)
        .records(
            puts.stream()
                .map(put ->
                    PutRecordsResultEntry.builder()
                        .shardId(SHARD_ID)
                        .sequenceNumber(streams.put(stream, put))
                        .build())
                .toList())
        .build();
  }

  private static String stream(String name, String arn) {
    String stream = name == null && arn != null ? arn.substring(arn.lastIndexOf('/') + 1) : name;
    if (stream == null || !STREAM_NAME.matcher(stream).matches()) {
      throw invalid(
          "Value '%s' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
              .formatted(stream));
    }
    return stream;
  }

  private static void check(StreamRecord put) {
    if (put.partitionKey() == null
        || put.partitionKey().isEmpty()
        || put.partitionKey().length() > PARTITION_KEY_CHARACTERS_MAX) {
      throw invalid(
          "Value at 'partitionKey' failed to satisfy constraint: Member must have length between 1 and %s, inclusive"
              .formatted(PARTITION_KEY_CHARACTERS_MAX));
    }
    if (put.data() == null) {
      throw invalid("Value null at 'data' failed to satisfy constraint: Member must not be null");
    }
    if (put.bytes() > RECORD_BYTES_MAX) {
      throw tooLarge("Record size exceeds 1 MB limit, partition key included");
    }
  }

  private static KinesisException invalid(String violation) {
    return failure(
        ValidationException.builder(),
        "ValidationException",
        "1 validation error detected: " + violation);
  }

  private static KinesisException tooLarge(String message) {
    return failure(InvalidArgumentException.builder(), "InvalidArgumentException", message);
  }

  private static KinesisException failure(
      KinesisException.Builder builder, String code, String message) {
    return (KinesisException)
        builder
            .message(message)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Kinesis")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Closes nothing: there is nothing open. */
  @Override
  public void close() {}
}
