package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbUsageStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that nobody knows, among those that somebody does. */
class PoisonIT {
  private static final Duration TIME_MAX = Duration.ofSeconds(30);

  private static final Identity IDENTITY =
      new Identity(
          new IdentityPoolId("us-east-1:00000000-0000-0000-0000-000000000000"),
          new IdentityId("us-east-1:11111111-0000-0000-0000-000000000000"));

  private final FeedUnderTest feed = new FeedUnderTest(Clock.systemUTC(), new Random(1));
  private final String table = feed.template.tables().getFirst().name();
  private final Backoff backoff = Backoff.fullJitter(new Random(2));

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void item_ofAnUnknownKind_goesToTheQueue_andWhatFollowsItIsProcessed() throws IOException {
    update(1);
    put("UNICORN", "unknown");
    put("", "without a kind");
    damageAHead();
    update(2);
    feed.start("ChangeFeed", function -> function);

    Await.until("usage", TIME_MAX, () -> countedBytes() == "key1key2".length());
    Await.until("the poison", TIME_MAX, () -> failures().size() == 3);
    assertThat(failures())
        .anySatisfy(failure -> assertThat(failure).contains("UNICORN", "ChangeFeed"))
        .anySatisfy(failure -> assertThat(failure).contains("without a kind"))
        .anySatisfy(failure -> assertThat(failure).contains("damaged"));
    for (String failure : failures()) {
      JsonNode document = Json.read(failure);
      assertThat(document.path("sequenceNumber").asText()).isNotEmpty();
      assertThat(document.path("keys").path("pk").path("S").asText()).startsWith("IDENTITY#");
    }
    assertThat(feed.streams.read().path("ChangeFeed").path("discarded").asInt()).isZero();
  }

  private List<String> failures() {
    JsonNode messages = feed.queues.read().path("ChangesOnFailureQueue").path("messages");
    return messages.valueStream().map(JsonNode::asText).toList();
  }

  private long countedBytes() {
    return new DynamoDbUsageStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            Clock.systemUTC(),
            new Random(3),
            Parallel.NONE,
            backoff)
        .usage(IDENTITY.identityPoolId())
        .map(usage -> usage.dataStorage())
        .orElse(0L);
  }

  private void update(int number) {
    new DynamoDbDatasetStorage(
            feed.database(),
            table,
            StorageSettings.DEFAULT,
            Limits.DEFAULT,
            Clock.systemUTC(),
            new Random(number),
            Parallel.NONE,
            backoff)
        .update(
            IDENTITY.dataset(new DatasetName("dataset-" + number)),
            new Update(
                List.of(
                    new RecordPatch(
                        "key" + number, new RecordValue.Text(""), 0, DeviceDate.Absent.ABSENT)),
                new SyncSession(number, 0, 0),
                new Author("someone", "")));
  }

  private void put(String entity, String name) {
    Map<String, AttributeValue> item =
        new java.util.HashMap<>(
            Map.of(
                "pk", AttributeValue.fromS(partition()),
                "sk", AttributeValue.fromS("X#" + name)));
    if (!entity.isEmpty()) {
      item.put("entity", AttributeValue.fromS(entity));
    }
    feed.database().putItem(put -> put.tableName(table).item(item));
  }

  private void damageAHead() {
    feed.database()
        .putItem(put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS(partition()),
                        "sk", AttributeValue.fromS("DATASET#damaged"),
                        "entity", AttributeValue.fromS("DATASET"))));
  }

  private static String partition() {
    return "IDENTITY#" + IDENTITY.identityPoolId() + "#" + IDENTITY.identityId();
  }
}
