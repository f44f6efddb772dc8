package io.ergosync.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Author;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetId;
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
import io.ergosync.simulation.StorageUnderTest.Parts;
import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.simulation.dynamodb.CallsClient;
import io.ergosync.simulation.dynamodb.Misbehaviour;
import io.ergosync.simulation.dynamodb.SimulatedDynamoDb;
import io.ergosync.simulation.dynamodb.Table;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The worst schedule of all: another request is faster before every single write of a head. */
class LostRacesTest {
  private static final int ATTEMPTS_MAX = 7;
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:00000000-0000-0000-0000-000000000000");
  private static final Identity ALICE =
      new Identity(POOL, new IdentityId("us-east-1:00000001-1111-1111-1111-111111111111"));
  private static final Identity BOB =
      new Identity(POOL, new IdentityId("us-east-1:00000002-1111-1111-1111-111111111111"));
  private static final DatasetId ID = ALICE.dataset(new DatasetName("dataset"));

  private final Calls database = new SimulatedDynamoDb(new Table(), Misbehaviour.NONE);
  private final Parts rival = storage(database);
  private int headWrites;

  @Test
  void update_everyWriteLosesARace_endsAfterTheLastAttempt() {
    assertContended(storage -> storage.storage().update(ID, update(1)));
  }

  @Test
  void triggeredUpdate_everyWriteLosesARace_endsAfterTheLastAttempt() {
    assertContended(storage -> storage.storage().update(ID, update(1), Trigger.ADDS));
  }

  @Test
  void delete_everyWriteLosesARace_endsAfterTheLastAttempt() {
    assertContended(storage -> storage.storage().delete(ID));
  }

  @Test
  void merge_everyWriteLosesARace_endsAfterTheLastAttempt() {
    assertContended(storage -> storage.merging().merge(ID, BOB));
  }

  private void assertContended(Consumer<Parts> operation) {
    rival.storage().update(ID, update(0));
    Parts slow =
        storage(request -> {
          if (writesHead(request)) {
            headWrites++;
            assertThat(headWrites).as("attempts").isLessThanOrEqualTo(ATTEMPTS_MAX);
            rival.housekeeping().settleAll(ID);
            rival.storage().update(ID, otherUpdate(headWrites));
          }
          return database.call(request);
        });
    assertThatThrownBy(() -> operation.accept(slow)).isInstanceOf(ContendedException.class);
    assertThat(headWrites).isEqualTo(ATTEMPTS_MAX);
  }

  private static boolean writesHead(DynamoDbRequest request) {
    return request instanceof TransactWriteItemsRequest
        || (request instanceof PutItemRequest put
            && put.item().get("sk").s().startsWith("DATASET#"));
  }

  private static Update update(long syncCount) {
    return update("key", syncCount, -1);
  }

  private static Update otherUpdate(int number) {
    return update("other-" + number, 0, number);
  }

  private static Update update(String key, long syncCount, long sessionId) {
    RecordValue value = new RecordValue.Text("value");
    return new Update(
        List.of(new RecordPatch(key, value, syncCount, DeviceDate.Absent.ABSENT)),
        new SyncSession(sessionId + syncCount * 1_000, 0, 0),
        new Author("device", "device"));
  }

  private static Parts storage(Calls calls) {
    SplittableRandom random = new SplittableRandom(1);
    return StorageUnderTest.DYNAMODB.create(
        CallsClient.over(calls),
        new StorageUnderTest.Surroundings(
            new SimulatedTime(random, 0).clock(random, 0),
            random,
            () -> {},
            Parallel.NONE,
            Limits.DEFAULT,
            new StorageSettings(2_048, 8_192, 300_000, 360_000, ATTEMPTS_MAX)));
  }
}
