package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.domain.Author;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
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
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One pool's stream fails for a minute, in every way there is; another pool's does not. All of it
 * is real time: how long a silent stream may hold up a batch is what this is about.
 */
class OutageIT {
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("faults.outageSeconds", 60));
  private static final Duration TIME_MAX = Duration.ofMinutes(2);
  private static final long BETWEEN_COMMITS_NANOS = Duration.ofMillis(100).toNanos();

  private static final DatasetId BROKEN = dataset(1);
  private static final DatasetId FINE = dataset(2);

  private final FailingKinesis kinesis = new FailingKinesis("ergosync-broken");
  private final MovableClock clock = new MovableClock();
  private final FeedUnderTest feed =
      new FeedUnderTest(clock, new Random(1), Map.of("AWS_ENDPOINT_URL_KINESIS", kinesis.url()));
  private final String table = feed.template.tables().getFirst().name();
  private final DynamoDbDatasetStorage storage =
      new DynamoDbDatasetStorage(
          feed.database(),
          table,
          StorageSettings.DEFAULT,
          Limits.DEFAULT,
          clock,
          new Random(2),
          Parallel.NONE,
          Backoff.fullJitter(new Random(3)));
  private long commits;

  OutageIT() throws IOException {}

  @AfterEach
  void close() {
    feed.close();
    kinesis.close();
  }

  @Test
  void stream_thatFailsForAMinute_losesNothing_andHoldsUpNobody() {
    configure(BROKEN, "ergosync-broken");
    configure(FINE, "ergosync-fine");
    feed.start("ChangeFeed", function -> function);
    feed.start("Deliver", function -> function);

    long oldest = 0;
    for (Failure failure : List.of(Failure.SERVER_ERROR, Failure.SILENCE, Failure.THROTTLING)) {
      kinesis.fail(failure);
      long until = System.nanoTime() + OUTAGE.dividedBy(3).toNanos();
      long worst = 0;
      while (System.nanoTime() < until) {
        commit();
        LockSupport.parkNanos(BETWEEN_COMMITS_NANOS);
        worst = Math.max(worst, iteratorAge());
      }
      System.err.printf("%s: iterator age at most %d ms%n", failure, worst);
      oldest = Math.max(oldest, worst);
    }
    // Whoever is not concerned has been told of all, while the other stream is still failing.
    long made = commits;
    Await.until("the other pool", TIME_MAX, () -> counts("ergosync-fine").size() == made);
    assertThat(counts("ergosync-broken")).isEmpty();
    assertThat(oldest)
        .as("the iterator's age: the outage must not add up in it")
        .isLessThan(OUTAGE.dividedBy(2).toMillis());

    kinesis.fail(Failure.NONE);
    Await.until(
        "what waited",
        TIME_MAX,
        () -> {
          // The pauses between attempts have grown to minutes.
          clock.putForward(Duration.ofMinutes(5));
          return counts("ergosync-broken").size() == made;
        });
    assertThat(feed.queues.read().path("DeliveryDeadLetterQueue").path("messages")).isEmpty();
    assertThat(feed.queues.read().path("ChangesOnFailureQueue").path("messages")).isEmpty();
    assertThat(counts("ergosync-broken"))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, made).boxed().toList());
    assertThat(
            new DynamoDbIdentityPoolStorage(feed.database(), table)
                .configuration(BROKEN.identity().identityPoolId())
                .cognitoStreams()
                .enabled())
        .isTrue();
  }

  private void commit() {
    for (DatasetId id : List.of(BROKEN, FINE)) {
      storage.update(
          id,
          new Update(
              List.of(
                  new RecordPatch(
                      "key",
                      new RecordValue.Text("value " + commits),
                      commits,
                      DeviceDate.Absent.ABSENT)),
              new SyncSession(commits, 0, 0),
              new Author("someone", "")));
    }
    commits++;
  }

  private long iteratorAge() {
    JsonNode status = feed.streams.read().path("ChangeFeed");
    return status.path("iteratorAgeMilliseconds").asLong();
  }

  private Set<Long> counts(String stream) {
    Set<Long> counts = new HashSet<>();
    kinesis.taken(stream).forEach(record -> counts.add(record.path("syncCount").asLong()));
    return counts;
  }

  private void configure(DatasetId id, String stream) {
    new DynamoDbIdentityPoolStorage(feed.database(), table)
        .setConfiguration(
            id.identity().identityPoolId(),
            new IdentityPoolConfiguration(
                1, PushSync.NONE, new CognitoStreams(stream, "", StreamingStatus.ENABLED)));
  }

  private static DatasetId dataset(int number) {
    return new Identity(
            new IdentityPoolId("us-east-1:0000000%d-0000-0000-0000-000000000000".formatted(number)),
            new IdentityId("us-east-1:1111111%d-0000-0000-0000-000000000000".formatted(number)))
        .dataset(new DatasetName("settings"));
  }
}
