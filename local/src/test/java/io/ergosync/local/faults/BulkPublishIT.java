package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Author;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.local.faults.FailingKinesis.Failure;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bulk publish whose workers are killed while Kinesis keeps them waiting. */
class BulkPublishIT {
  private static final int IDENTITIES = 100;
  private static final int DATASETS = 20;
  private static final int KILLS = 3;
  private static final Duration TIME_MAX = Duration.ofMinutes(2);
  private static final String STREAM = "ergosync-bulk";

  /** The pool of the sample events. */
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012");

  private final FailingKinesis kinesis = new FailingKinesis(STREAM);
  private final MovableClock clock = new MovableClock();
  private final FeedUnderTest feed =
      new FeedUnderTest(clock, new Random(1), Map.of("AWS_ENDPOINT_URL_KINESIS", kinesis.url()));
  private final String table = feed.template.tables().getFirst().name();

  private long bytes;

  BulkPublishIT() throws IOException {}

  @AfterEach
  void close() {
    feed.close();
    kinesis.close();
  }

  @Test
  void bulkPublish_whoseWorkerIsKilledThreeTimes_publishesEveryDataset() throws IOException {
    feed.start("ChangeFeed", function -> function);
    createDatasets();
    // Until then streaming is off, so that what is streamed is the bulk alone.
    Await.until("the commits to be told of", TIME_MAX, () -> countedBytes() == bytes);
    new DynamoDbIdentityPoolStorage(feed.database(), table)
        .setConfiguration(
            POOL,
            new IdentityPoolConfiguration(
                1, PushSync.NONE, new CognitoStreams(STREAM, "", StreamingStatus.ENABLED)));
    assertThat(status()).isEqualTo("NOT_STARTED");

    assertThat(call("BulkPublish", "bulk-publish").path("statusCode").asInt()).isEqualTo(200);
    feed.start("BulkPublishWorker", function -> function);
    for (int kill = 0; kill < KILLS; kill++) {
      int before = published().size();
      Await.until("progress", TIME_MAX, () -> published().size() > before);
      kinesis.fail(Failure.SILENCE);
      Await.until("a worker that waits for Kinesis", TIME_MAX, kinesis::holds);
      assertRefused("DuplicateRequestException");
      assertThat(feed.kill("BulkPublishWorker")).isEqualTo(1);
      kinesis.fail(Failure.NONE);
      // Until then its message is not given to another.
      clock.putForward(Duration.ofMinutes(7));
    }

    Await.until("the end", TIME_MAX, () -> status().equals("SUCCEEDED"));
    assertThat(published()).hasSize(IDENTITIES * DATASETS);
    System.err.printf(
        "%d datasets, %d stream records with %d workers killed%n",
        IDENTITIES * DATASETS, kinesis.taken(STREAM).size(), KILLS);
    JsonNode details = details();
    assertThat(details.path("BulkPublishStartTime").isNumber()).isTrue();
    assertThat(details.path("BulkPublishCompleteTime").isNumber()).isTrue();
    assertRefused("AlreadyStreamedException");
    clock.putForward(Duration.ofHours(24));
    assertThat(call("BulkPublish", "bulk-publish").path("statusCode").asInt()).isEqualTo(200);
  }

  private void assertRefused(String error) throws IOException {
    JsonNode answer = call("BulkPublish", "bulk-publish");
    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.at("/headers/x-amzn-ErrorType").asText()).isEqualTo(error);
  }

  private Set<String> published() {
    return kinesis.taken(STREAM).stream()
        .map(record ->
            record.path("identityId").asText() + "/" + record.path("dataSetName").asText())
        .collect(Collectors.toSet());
  }

  private String status() {
    return details().path("BulkPublishStatus").asText();
  }

  private JsonNode details() {
    try {
      return Json.read(
          call("GetBulkPublishDetails", "get-bulk-publish-details").path("body").asText());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode call(String function, String event) throws IOException {
    return Json.read(feed.call(function, event));
  }

  private long countedBytes() {
    return new DynamoDbUsageStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            clock,
            new Random(4),
            Parallel.NONE,
            Backoff.fullJitter(new Random(5)))
        .usage(POOL)
        .map(IdentityPoolUsage::dataStorage)
        .orElse(0L);
  }

  private void createDatasets() {
    DynamoDbDatasetStorage storage =
        new DynamoDbDatasetStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            Limits.DEFAULT,
            clock,
            new Random(2),
            Parallel.NONE,
            Backoff.fullJitter(new Random(3)));
    for (int i = 0; i < IDENTITIES * DATASETS; i++) {
      String value = "value " + i;
      bytes += "key".length() + value.length();
      Identity identity =
          new Identity(
              POOL,
              new IdentityId("us-east-1:11111111-0000-0000-0000-%012d".formatted(i / DATASETS)));
      storage.update(
          identity.dataset(new DatasetName("dataset-" + i % DATASETS)),
          new Update(
              List.of(
                  new RecordPatch("key", new RecordValue.Text(value), 0, DeviceDate.Absent.ABSENT)),
              new SyncSession(i, 0, 0),
              new Author("someone", "")));
    }
  }
}
