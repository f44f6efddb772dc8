package io.ergosync.functions.changes;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.change.Patch;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.ChunkWritten;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.InMemoryDeliveryQueue;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.CollectChunks;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbWrittenChunks;
import io.ergosync.storage.dynamodb.Images;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.StorageOnLocalTables;
import io.ergosync.storage.dynamodb.StorageSettings;
import io.ergosync.storage.dynamodb.TableChanges;
import io.ergosync.telemetry.LogLines;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The records of a dataset's head and those of its chunks are in shards of their own: either may be
 * hours behind the other.
 */
class LaggingFeedTest {
  private final TestClock clock = new TestClock();
  private final DynamoDbClient client = LocalTables.client();
  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(
          client, table, new StorageSettings(500, 60, 4, 32, 60), Limits.DEFAULT, clock);
  private final DynamoDbWrittenChunks chunks = new DynamoDbWrittenChunks(client, table);
  private final InMemoryDeliveryQueue queue = new InMemoryDeliveryQueue();
  private final LogLines log = new LogLines();
  private final Housekeeping housekeeping =
      new Housekeeping(storage, _ -> {}, queue, (_, _, _) -> {}, (_, _) -> {}, clock, log.log());
  private final ChunkCollection collection = new ChunkCollection(storage, chunks, queue, clock);
  private int read;

  @Test
  void commitOfChunks_isWholeForAsLongAsTheStreamHasItsHead() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0), replace("b", "1", 0)));
    DatasetCommitted commit = committed();
    housekeeping.after(List.of(written(commit)));

    runChores(Duration.ofHours(2));
    storage.update(SETTINGS, update(replace("b", "2", 1)));
    runChores(Duration.ofHours(21));
    storage.delete(SETTINGS);
    runChores(Duration.ofHours(1));

    assertThat(storage.records(commit))
        .extracting(DatasetRecord::key)
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void chunks_areRemovedSoonAfterTheirCommitWasDealtWith() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0), replace("b", "1", 0)));
    DatasetCommitted commit = committed();
    housekeeping.after(List.of(written(commit)));

    housekeeping.after(List.of(commit));
    assertThat(storage.records(commit)).as("a batch may come again").hasSize(2);
    runChores(Duration.ofMinutes(31));

    assertThat(exist(commit)).isFalse();
    assertThat(queue.messages()).as("nothing goes round for long").hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void chunksOfACrashedWriter_areRemovedWhenTheStreamHasForgottenThem() throws Exception {
    storage.update(SETTINGS, update(replace("a", "x".repeat(100), 0), replace("b", "1", 0)));
    DatasetCommitted commit = committed();
    housekeeping.after(List.of(written(commit)));
    // As if the head had never been written with them: nothing tells of a commit.
    storage.update(SETTINGS, update(replace("b", "2", 1)));

    runChores(Duration.ofHours(24));
    assertThat(exist(commit)).isTrue();
    runChores(Duration.ofHours(2));

    assertThat(exist(commit)).isFalse();
    int sent = queue.messages().size();
    runChores(Duration.ofHours(1));
    assertThat(queue.messages()).hasSize(sent);
  }

  /** Lets time pass in the steps of the queue's delay. */
  private void runChores(Duration time) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(time) < 0;
        passed = passed.plus(DeliveryQueue.DELAY_MAX)) {
      clock.advance(DeliveryQueue.DELAY_MAX);
      List<QueueMessage> due = queue.messages().subList(read, queue.messages().size());
      read += due.size();
      due.forEach(message -> collection.collect((CollectChunks) message));
    }
  }

  private boolean exist(DatasetCommitted commit) {
    return chunks.exist(SETTINGS, 0, chunksId(commit));
  }

  private TableChange written(DatasetCommitted commit) {
    return new ChunkWritten(SETTINGS, 0, chunksId(commit), clock.instant());
  }

  private static String chunksId(DatasetCommitted commit) {
    return ((Patch.Chunked) commit.patch()).chunksId();
  }

  private DatasetCommitted committed() throws Exception {
    var head =
        client.scan(scan -> scan.tableName(table)).items().stream()
            .filter(item -> item.containsKey("entity") && item.get("entity").s().equals("DATASET"))
            .findFirst()
            .orElseThrow();
    return (DatasetCommitted)
        new TableChanges()
            .read(
                new StreamRecord(
                    "event",
                    "1",
                    clock.instant(),
                    Images.of(head),
                    MissingNode.getInstance(),
                    Json.object()));
  }
}
