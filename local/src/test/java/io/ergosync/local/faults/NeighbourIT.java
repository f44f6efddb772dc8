package io.ergosync.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Author;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.local.faults.FailingKinesis.Failure;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbDatasetStorage;
import io.ergosync.storage.dynamodb.DynamoDbIdentityPoolStorage;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.storage.dynamodb.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The way out of one pool fails, with values that no queue takes as they are. All that another pool
 * commits meanwhile arrives while it still fails; what the failing pool committed arrives as soon
 * as its way is free, to the last character.
 */
class NeighbourIT {
  private static final Duration TIME_MAX = Duration.ofMinutes(2);
  private static final int FAILING_IDENTITIES = 40;
  private static final int HEALTHY_IDENTITIES = 60;
  private static final String POISON = "\u0000 \uffff \ufffe \ud83d\ude00 \u20ac";
  private static final String FAILING_STREAM = "ergosync-failing";
  private static final String HEALTHY_STREAM = "ergosync-healthy";
  private static final IdentityPoolId FAILING =
      new IdentityPoolId("us-east-1:00000001-0000-0000-0000-000000000000");
  private static final IdentityPoolId HEALTHY =
      new IdentityPoolId("us-east-1:00000002-0000-0000-0000-000000000000");

  private final FailingKinesis kinesis = new FailingKinesis(FAILING_STREAM);
  private final HttpServer learner =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final Collection<JsonNode> learned = new CopyOnWriteArrayList<>();
  private final MovableClock clock = new MovableClock();
  private final FeedUnderTest feed =
      new FeedUnderTest(
          clock,
          new Random(1),
          Map.of("AWS_ENDPOINT_URL_KINESIS", kinesis.url()),
          FunctionUrls.NONE.plus("learn=http://127.0.0.1:" + learner.getAddress().getPort() + "/"));
  private final String table = feed.template.tables().getFirst().name();
  private final DynamoDbIdentityPoolStorage pools =
      new DynamoDbIdentityPoolStorage(feed.database(), table);
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

  /** What fails. */
  enum Way {
    STREAM,
    ROLE,
    TRIGGER
  }

  NeighbourIT() throws IOException {
    learner.createContext(
        "/",
        exchange -> {
          byte[] event = exchange.getRequestBody().readAllBytes();
          learned.add(Json.read(new String(event, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(200, event.length);
          exchange.getResponseBody().write(event);
          exchange.close();
        });
    learner.start();
  }

  @AfterEach
  void close() {
    feed.close();
    kinesis.close();
    learner.stop(0);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void way_thatFails_holdsUpNoOtherPool_andLosesNothing(Way way) throws Exception {
    breakIt(way);
    stream(HEALTHY, HEALTHY_STREAM);
    feed.start("ChangeFeed", function -> function);
    feed.start("Deliver", function -> function);

    commit(FAILING, FAILING_IDENTITIES, POISON);
    Map<String, Long> committedAt = commit(HEALTHY, HEALTHY_IDENTITIES, "fine");
    Map<String, Long> lags = new HashMap<>();
    Await.until(
        "the healthy pool",
        TIME_MAX,
        () -> {
          long now = System.nanoTime();
          streamed(HEALTHY_STREAM)
              .keySet()
              .forEach(identity -> lags.putIfAbsent(identity, now - committedAt.get(identity)));
          return lags.size() == HEALTHY_IDENTITIES;
        });
    if (Boolean.getBoolean("faults.report")) {
      List<Long> sorted = lags.values().stream().map(nanos -> nanos / 1_000_000).sorted().toList();
      System.err.printf(
          "%s: lag of %d healthy identities: median %d ms, most %d ms; %s%n",
          way,
          HEALTHY_IDENTITIES,
          sorted.get(HEALTHY_IDENTITIES / 2),
          sorted.getLast(),
          feed.streams.read().path("ChangeFeed"));
    }
    assertThat(delivered(way)).as("it still fails").isEmpty();

    repair(way);
    Await.until(
        "what waited",
        TIME_MAX,
        () -> {
          // The pauses between attempts have grown.
          clock.putForward(Duration.ofMinutes(1));
          return delivered(way).size() == FAILING_IDENTITIES;
        });
    assertThat(delivered(way).values()).containsOnly(POISON);
    assertThat(feed.queues.read().path("ChangesOnFailureQueue").path("messages")).isEmpty();
    assertThat(feed.queues.read().path("DeliveryDeadLetterQueue").path("messages")).isEmpty();
    assertThat(feed.streams.read().path("ChangeFeed").path("discarded").asInt()).isZero();
  }

  private void breakIt(Way way) {
    switch (way) {
      case STREAM -> {
        kinesis.fail(Failure.SERVER_ERROR);
        stream(FAILING, FAILING_STREAM);
      }
      case ROLE -> {
        kinesis.fail(Failure.FORBIDDEN);
        stream(FAILING, FAILING_STREAM);
      }
      case TRIGGER -> trigger("gone");
    }
  }

  private void repair(Way way) {
    switch (way) {
      case STREAM, ROLE -> kinesis.fail(Failure.NONE);
      case TRIGGER -> trigger("learn");
    }
  }

  private void stream(IdentityPoolId pool, String stream) {
    pools.setConfiguration(
        pool,
        new IdentityPoolConfiguration(
            1, PushSync.NONE, new CognitoStreams(stream, "", StreamingStatus.ENABLED)));
  }

  private void trigger(String function) {
    pools.setEvent(
        FAILING,
        CognitoEvent.POST_SYNC_TRIGGER,
        new LambdaFunctionArn("arn:aws:lambda:us-east-1:000000000000:function:" + function));
  }

  /** One commit each of new identities, and when. */
  private Map<String, Long> commit(IdentityPoolId pool, int identities, String value) {
    Map<String, Long> committedAt = new ConcurrentHashMap<>();
    for (IdentityId identity : identities(identities)) {
      storage.update(
          new Identity(pool, identity).dataset(new DatasetName("settings")),
          new Update(
              List.of(
                  new RecordPatch("key", new RecordValue.Text(value), 0, DeviceDate.Absent.ABSENT)),
              new SyncSession(1, 0, 0),
              new Author("someone", "")));
      committedAt.put(identity.value(), System.nanoTime());
    }
    return committedAt;
  }

  private static Set<IdentityId> identities(int count) {
    return IntStream.range(0, count)
        .mapToObj(number ->
            new IdentityId("us-east-1:%08d-1111-1111-1111-111111111111".formatted(number)))
        .collect(Collectors.toSet());
  }

  private Map<String, String> delivered(Way way) {
    return switch (way) {
      case STREAM, ROLE -> streamed(FAILING_STREAM);
      case TRIGGER ->
          learned.stream()
              .collect(
                  Collectors.toMap(
                      event -> event.path("identityId").asText(),
                      event -> event.at("/datasetRecords/key/newValue").asText(),
                      (one, again) -> one));
    };
  }

  /** The value that a stream has of each identity. */
  private Map<String, String> streamed(String stream) {
    return kinesis.taken(stream).stream()
        .collect(
            Collectors.toMap(
                record -> record.path("identityId").asText(),
                record -> record.at("/kinesisSyncRecords/0/value").asText(),
                (one, again) -> one));
  }
}
