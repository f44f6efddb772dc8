package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.Changes;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.UpdateResult;
import io.ergosync.storage.ChunkUse;
import io.ergosync.storage.Samples;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Writes that arrive late or twice, and refusals whose optional parts are missing or those of
 * another request: DynamoDB Local mixes up exceptions that are raised at the same time.
 */
class LateWritesTest {
  private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private static final Limits LIMITS = new Limits(2, 100, 10_000, 200);
  private static final StorageSettings TINY = StorageOnLocalTables.TINY;

  private final String table = LocalTables.create();
  private final DynamoDbDatasetStorage sound = storage(LocalTables.client());

  private DynamoDbDatasetStorage storage(DynamoDbClient client) {
    return StorageOnLocalTables.create(client, table, TINY, LIMITS, CLOCK);
  }

  private static boolean putsHead(DynamoDbRequest request) {
    return request instanceof PutItemRequest put
        && put.item().get(Keys.SK).s().startsWith(Keys.DATASETS);
  }

  private static boolean settlesBig(DynamoDbRequest request) {
    return request instanceof PutItemRequest put && put.item().get(Keys.SK).s().equals("R#big");
  }

  @Test
  void head_thatArrivesAfterItsRetryWasRefused_findsItsChunks() {
    sound.update(SETTINGS, update(replace("a", "1", 0)));
    AtomicReference<Callable<Object>> underWay = new AtomicReference<>();
    DynamoDbClient client =
        InterceptedClient.of(
            LocalTables.client(),
            (request, send) -> {
              if (!putsHead(request)) {
                return send.call();
              }
              if (underWay.get() == null) {
                underWay.set(send);
                throw TransactionConflictException.builder().statusCode(400).build();
              }
              Callable<Object> first = underWay.getAndSet(() -> "sent");
              first.call();
              return send.call();
            });

    UpdateResult result =
        storage(client).update(SETTINGS, update(replace("b", "w".repeat(500), 0)));

    assertThat(result.syncCount()).isEqualTo(2);
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void head_ofAWriterThatSleptLongerThanItsChunksAreKept_isRefused() {
    sound.update(SETTINGS, update(replace("a", "1", 0)));
    List<ChunkUse> uses = new ArrayList<>();
    DynamoDbClient client =
        InterceptedClient.first(
            LateWritesTest::putsHead,
            LocalTables.client(),
            (request, send) -> {
              String chunksId = ((PutItemRequest) request).item().get("overflowId").s();
              uses.add(sound.chunkUse(SETTINGS, 0, chunksId));
              sound.settleAll(SETTINGS);
              uses.add(sound.chunkUse(SETTINGS, 0, chunksId));
              sound.removeChunks(SETTINGS, 0, chunksId);
              return send.call();
            });

    storage(client).update(SETTINGS, update(replace("b", "w".repeat(500), 0)));

    assertThat(uses).containsExactly(ChunkUse.UNDECIDED, ChunkUse.ABANDONED);
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void chunks_ofAWriterThatDiedBeforeTheFirstHead_areDecided() {
    AtomicReference<String> chunksId = new AtomicReference<>();
    DynamoDbClient dying =
        InterceptedClient.of(
            LocalTables.client(),
            (request, send) -> {
              if (request instanceof TransactWriteItemsRequest write) {
                chunksId.set(write.transactItems().getFirst().put().item().get("overflowId").s());
                throw new DyingClient.DeathError();
              }
              return send.call();
            });
    assertThatThrownBy(
            () -> storage(dying).update(SETTINGS, update(replace("b", "w".repeat(500), 0))))
        .isInstanceOf(DyingClient.DeathError.class);

    assertThat(sound.chunkUse(SETTINGS, 0, chunksId.get())).isEqualTo(ChunkUse.UNDECIDED);
    assertThat(sound.settleAll(SETTINGS)).isTrue();
    assertThat(sound.chunkUse(SETTINGS, 0, chunksId.get())).isEqualTo(ChunkUse.ABANDONED);
    assertThat(sound.listChanges(SETTINGS, 0)).isEqualTo(Changes.Absent.NEVER_EXISTED);
    sound.update(SETTINGS, update(replace("a", "1", 0)));
    assertThat(keys()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void settling_thatAnotherWriterWon_leavesTheChunks(boolean foreignItem) {
    sound.update(SETTINGS, update(replace("big", "v".repeat(100), 0)));
    DynamoDbClient client =
        InterceptedClient.first(
            LateWritesTest::settlesBig,
            LocalTables.client(),
            (request, send) -> {
              send.call();
              ConditionalCheckFailedException.Builder refusal =
                  ConditionalCheckFailedException.builder();
              if (foreignItem) {
                Map<String, AttributeValue> item = new HashMap<>(((PutItemRequest) request).item());
                item.put(Keys.SK, AttributeValue.fromS("R#other"));
                item.put("syncCount", AttributeValue.fromN("9"));
                refusal.item(item);
              }
              throw refusal.statusCode(400).build();
            });

    storage(client).update(SETTINGS, update(replace("k", "w".repeat(120), 0)));

    assertThat(keys()).containsExactly("big", "k");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None,ConditionalCheckFailed", "ConditionalCheckFailed,None"})
  void creation_cancelledForReasonsOfAnotherRequest_isRepeated(String reasons) {
    DynamoDbClient client =
        InterceptedClient.first(
            TransactWriteItemsRequest.class::isInstance,
            LocalTables.client(),
            (request, send) -> {
              throw cancelled(reasons);
            });

    storage(client).update(SETTINGS, update(replace("a", "1", 0)));

    assertThat(keys()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "None,ConditionalCheckFailed", "ConditionalCheckFailed,None", "None,None"})
  void creation_beyondTheLimit_isRefusedWhateverTheReasonsSay(String reasons) {
    sound.update(Samples.dataset("first"), update(replace("a", "", 0)));
    sound.update(Samples.dataset("second"), update(replace("a", "", 0)));
    DynamoDbDatasetStorage storage = storage(withReasons(reasons));

    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("a", "1", 0))))
        .isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None,ConditionalCheckFailed", "TransactionConflict,None"})
  void deletion_cancelledForReasonsOfAnotherRequest_isRepeated(String reasons) {
    sound.update(SETTINGS, update(replace("a", "1", 0)));
    DynamoDbClient client =
        InterceptedClient.first(
            TransactWriteItemsRequest.class::isInstance,
            LocalTables.client(),
            (request, send) -> {
              throw cancelled(reasons);
            });

    assertThat(storage(client).delete(SETTINGS).numRecords()).isEqualTo(1);

    assertThat(sound.describe(SETTINGS)).isEmpty();
  }

  @Test
  void transactions_thatAreSentTwice_areTakenOnce() {
    DynamoDbClient client =
        InterceptedClient.of(
            LocalTables.client(),
            (request, send) -> {
              if (request instanceof TransactWriteItemsRequest) {
                send.call();
              }
              return send.call();
            });
    DynamoDbDatasetStorage storage = storage(client);

    assertThat(storage.update(SETTINGS, update(replace("a", "1", 0))).syncCount()).isEqualTo(1);
    assertThat(storage.delete(SETTINGS).numRecords()).isEqualTo(1);
    assertThat(storage.describe(SETTINGS)).isEmpty();
  }

  @Test
  void transactions_haveATokenEach() {
    Set<String> tokens = new HashSet<>();
    AtomicInteger count = new AtomicInteger();
    DynamoDbDatasetStorage storage =
        storage(
            InterceptedClient.of(
                LocalTables.client(),
                (request, send) -> {
                  if (request instanceof TransactWriteItemsRequest write) {
                    tokens.add(write.clientRequestToken());
                    count.incrementAndGet();
                  }
                  return send.call();
                }));

    storage.update(SETTINGS, update(replace("a", "1", 0)));
    storage.delete(SETTINGS);
    storage.update(Samples.BOB.dataset(SETTINGS.datasetName()), update(replace("a", "1", 0)));
    storage.merge(Samples.BOB.dataset(SETTINGS.datasetName()), Samples.ALICE);

    assertThat(count).hasValue(4);
    assertThat(tokens).hasSize(4).allSatisfy(token -> assertThat(token).hasSize(32));
  }

  @Test
  void update_whoseEveryHeadIsRefused_endsAfterTheAttempts() {
    sound.update(SETTINGS, update(replace("a", "1", 0)));
    AtomicInteger attempts = new AtomicInteger();
    StorageSettings settings = new StorageSettings(150, 300, 40, 64, 5);
    DynamoDbClient client =
        InterceptedClient.of(
            LocalTables.client(),
            (request, send) -> {
              if (putsHead(request)) {
                attempts.incrementAndGet();
                throw ConditionalCheckFailedException.builder().statusCode(400).build();
              }
              return send.call();
            });
    DynamoDbDatasetStorage storage =
        StorageOnLocalTables.create(client, table, settings, LIMITS, CLOCK);

    assertThatThrownBy(() -> storage.update(SETTINGS, update(replace("b", "2", 0))))
        .isInstanceOf(ContendedException.class);

    assertThat(attempts).hasValue(5);
  }

  @Test
  void configuration_thatIsRefusedBecauseItArrivedBefore_isSet() {
    IdentityPoolConfiguration first =
        new IdentityPoolConfiguration(1, PushSync.NONE, CognitoStreams.NONE);
    DynamoDbClient client =
        InterceptedClient.first(
            PutItemRequest.class::isInstance,
            LocalTables.client(),
            (request, send) -> {
              send.call();
              throw ConditionalCheckFailedException.builder()
                  .item(Map.of(Keys.PK, AttributeValue.fromS("another item")))
                  .statusCode(400)
                  .build();
            });

    new DynamoDbIdentityPoolStorage(client, table).setConfiguration(Samples.POOL, first);

    assertThat(
            new DynamoDbIdentityPoolStorage(LocalTables.client(), table)
                .configuration(Samples.POOL))
        .isEqualTo(first);
  }

  private static TransactionCanceledException cancelled(String reasons) {
    TransactionCanceledException.Builder cancelled = TransactionCanceledException.builder();
    if (!reasons.isEmpty()) {
      cancelled.cancellationReasons(
          Arrays.stream(reasons.split(","))
              .map(code -> CancellationReason.builder().code(code).build())
              .toList());
    }
    return cancelled.statusCode(400).build();
  }

  /** A client whose cancelled transactions all give these reasons. */
  private static DynamoDbClient withReasons(String reasons) {
    return InterceptedClient.of(
        LocalTables.client(),
        (request, send) -> {
          try {
            return send.call();
          } catch (TransactionCanceledException e) {
            throw cancelled(reasons);
          }
        });
  }

  private List<String> keys() {
    return ((Changes.Present) sound.listChanges(SETTINGS, 0))
        .records().stream().map(DatasetRecord::key).toList();
  }
}
