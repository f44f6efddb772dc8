package io.ergosync.local.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/**
 * Random stories of merges, updates, removals and deletions over the running local cloud, held
 * against a model of what has to live: each value, under the identity that it came to by merges and
 * in a dataset of the same root, until a client that could see it there replaces, removes or
 * deletes it. {@code -Dstories.count} and {@code -Dstories.seed} choose others; a failure names its
 * seed.
 */
class MergeStoriesIT {
  private static final int COUNT = Integer.getInteger("stories.count", 120);
  private static final long FIRST_SEED = Long.getLong("stories.seed", 1);
  private static final int THREADS = 4;

  @Test
  void stories_loseNothingAndBringNothingBack() throws Exception {
    try (RunningCloud cloud = RunningCloud.start();
        CognitoSyncClient client = cloud.developer();
        HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Void>> stories =
          LongStream.range(FIRST_SEED, FIRST_SEED + COUNT)
              .<Callable<Void>>mapToObj(seed ->
                  () -> {
                    try {
                      new Story(seed, cloud, client, http).play();
                      return null;
                    } catch (Exception | AssertionError e) {
                      throw new AssertionError("the story of seed " + seed, e);
                    }
                  })
              .toList();
      for (Future<Void> story : threads.invokeAll(stories)) {
        story.get();
      }
    }
  }

  /** A value that has to live: under an identity, in a dataset of a root. */
  private record Value(String identity, String root, String key, String text) {}

  /** A value where it was found. */
  private record Found(String dataset, long syncCount, Value value) {}

  private static final class Story {
    private static final List<String> ROOTS = List.of("settings", "notes");
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    private final Random random;
    private final RunningCloud cloud;
    private final CognitoSyncClient client;
    private final HttpClient http;
    private final String pool = RunningCloud.newIdentityPoolId();
    private final List<String> identities = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Set<Value> living = new HashSet<>();
    private int values;

    Story(long seed, RunningCloud cloud, CognitoSyncClient client, HttpClient http) {
      this.random = new Random(seed);
      this.cloud = cloud;
      this.client = client;
      this.http = http;
      for (int i = 0; i < 3; i++) {
        identities.add(
            "us-east-1:" + new UUID(random.nextLong(), random.nextLong() | Long.MIN_VALUE));
      }
    }

    void play() throws Exception {
      int steps = 6 + random.nextInt(10);
      for (int step = 0; step < steps; step++) {
        switch (random.nextInt(8)) {
          case 0, 1 -> merge(false);
          case 2 -> merge(true);
          case 3 -> delete();
          default -> update();
        }
        check();
      }
    }

    private <T> T one(List<T> from) {
      return from.get(random.nextInt(from.size()));
    }

    /** An update of a root, of a copy that waits, or of a dataset that is named like a copy. */
    private void update() {
      String identity = one(identities);
      List<String> names = new ArrayList<>(ROOTS);
      names.add("settings." + one(identities));
      names.addAll(datasets(identity));
      String dataset = one(names);
      String root = roots(identity).getOrDefault(dataset, dataset);
      List<RecordPatch> patches = new ArrayList<>();
      ListRecordsResponse seen = list(identity, dataset);
      for (String key : KEYS) {
        if (random.nextInt(3) == 0) {
          patches.add(patch(identity, root, key, seen));
        }
      }
      if (!patches.isEmpty()) {
        update(identity, dataset, seen, patches);
        told.add("update %s of %s: %s".formatted(dataset, identity, patches));
      }
    }

    private RecordPatch patch(String identity, String root, String key, ListRecordsResponse seen) {
      RecordPatch.Builder patch = RecordPatch.builder().key(key).syncCount(0L);
      for (Record record : seen.records()) {
        if (record.key().equals(key)) {
          patch.syncCount(record.syncCount());
          living.remove(new Value(identity, root, key, record.value()));
        }
      }
      if (random.nextInt(5) == 0) {
        return patch.op(Operation.REMOVE).build();
      }
      // Often the same, so that merges meet the value that is there already.
      String text = random.nextInt(4) == 0 ? "same" : "value " + ++values;
      living.add(new Value(identity, root, key, text));
      return patch.op(Operation.REPLACE).value(text).build();
    }

    private void update(
        String identity, String dataset, ListRecordsResponse seen, List<RecordPatch> patches) {
      client.updateRecords(r ->
          r.identityPoolId(pool)
              .identityId(identity)
              .datasetName(dataset)
              .syncSessionToken(seen.syncSessionToken())
              .recordPatches(patches));
    }

    private void delete() {
      String identity = one(identities);
      List<String> names = datasets(identity);
      if (!names.isEmpty()) {
        String dataset = one(names);
        found(identity).stream()
            .filter(found -> found.dataset().equals(dataset))
            .forEach(found -> removeOnce(found.value()));
        client.deleteDataset(r -> r.identityPoolId(pool).identityId(identity).datasetName(dataset));
        told.add("delete %s of %s".formatted(dataset, identity));
      }
    }

    /** The same value may live in two copies of a root: it lives on until both are gone. */
    private void removeOnce(Value value) {
      long copies =
          found(value.identity()).stream().filter(found -> found.value().equals(value)).count();
      if (copies == 1) {
        living.remove(value);
      }
    }

    private void merge(boolean whileTheSourceIsUpdated) throws Exception {
      String from = one(identities);
      String to = one(identities.stream().filter(identity -> !identity.equals(from)).toList());
      Map<String, String> rootsBefore = roots(from);
      Set<Value> moved = new HashSet<>();
      List<Found> before = found(from);
      String text = "late " + ++values;
      Thread late = Thread.ofVirtual().unstarted(() -> lateUpdate(from, text));
      if (whileTheSourceIsUpdated) {
        late.start();
      }
      JsonNode answer = post(from, to);
      late.join();
      told.add("merge %s into %s: %s".formatted(from, to, answer));
      Set<String> left = new HashSet<>();
      answer.path("notMerged").forEach(one -> left.add(one.path("datasetName").asText()));
      assertThat(rootsBefore.keySet()).as("%s", told).containsAll(left);
      for (Found found : before) {
        if (!left.contains(found.dataset())) {
          moved.add(found.value());
        }
      }
      for (Value value : moved) {
        // Of two copies of the same value one may have stayed.
        if (before.stream().noneMatch(f -> f.value().equals(value) && left.contains(f.dataset()))) {
          living.remove(value);
        }
        living.add(new Value(to, value.root(), value.key(), value.text()));
      }
      if (whileTheSourceIsUpdated) {
        boolean stayed = found(from).stream().anyMatch(found -> found.value().text().equals(text));
        living.add(new Value(stayed ? from : to, "late", text, text));
      }
    }

    /** An update by a device that does not know of the merge. */
    private void lateUpdate(String identity, String text) {
      update(
          identity,
          "late",
          list(identity, "late"),
          List.of(
              RecordPatch.builder()
                  .op(Operation.REPLACE)
                  .key(text)
                  .value(text)
                  .syncCount(0L)
                  .build()));
    }

    private JsonNode post(String from, String to) throws Exception {
      String payload =
          "{\"identityPoolId\":\"%s\",\"fromIdentityId\":\"%s\",\"toIdentityId\":\"%s\"}"
              .formatted(pool, from, to);
      return Json.read(
          http.send(
                  HttpRequest.newBuilder(cloud.endpoint().resolve("/local/merge"))
                      .POST(BodyPublishers.ofString(payload, UTF_8))
                      .build(),
                  BodyHandlers.ofString())
              .body());
    }

    private void check() {
      Set<Value> actual = new HashSet<>();
      for (String identity : identities) {
        found(identity).forEach(found -> actual.add(found.value()));
      }
      assertThat(actual).as("%s", told).isEqualTo(living);
    }

    /** Every live value of an identity. */
    private List<Found> found(String identity) {
      List<Found> found = new ArrayList<>();
      roots(identity)
          .forEach((dataset, root) -> {
            for (Record record : list(identity, dataset).records()) {
              if (record.value() != null) {
                Value value = new Value(identity, root, record.key(), record.value());
                found.add(new Found(dataset, record.syncCount(), value));
              }
            }
          });
      return found;
    }

    /**
     * The datasets of an identity, each with the one that it waits to be folded into, or itself.
     */
    private Map<String, String> roots(String identity) {
      Map<String, String> roots = new LinkedHashMap<>();
      List<String> names = datasets(identity);
      names.forEach(name -> roots.put(name, name));
      Set<String> possible = new HashSet<>(names);
      // A root need not exist.
      for (String name : names) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
          possible.add(name.substring(0, dot));
        }
      }
      for (String root : possible) {
        for (String copy : list(identity, root).mergedDatasetNames()) {
          assertThat(roots).as("copies that %s reports: %s", root, told).containsKey(copy);
          roots.put(copy, root);
        }
      }
      return roots;
    }

    private List<String> datasets(String identity) {
      return client
          .listDatasets(r -> r.identityPoolId(pool).identityId(identity))
          .datasets()
          .stream()
          .map(Dataset::datasetName)
          .toList();
    }

    private ListRecordsResponse list(String identity, String dataset) {
      return client.listRecords(
          r -> r.identityPoolId(pool).identityId(identity).datasetName(dataset));
    }
  }
}
