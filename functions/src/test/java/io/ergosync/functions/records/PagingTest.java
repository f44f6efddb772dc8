package io.ergosync.functions.records;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.functions.Reply;
import io.ergosync.functions.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
  private static final Limits LARGE = new Limits(20, 8_192, 64_000_000, 8_192);

  private final Server server = new Server(LARGE);

  @ParameterizedTest
  @CsvSource({"'',1024", "1024,1024", "5000,1024", "9223372036854775807,1024", "7,7"})
  void page_holdsWhatIsAskedForUpTo1024(String maxResults, int size) {
    write(1_030);

    Reply reply = maxResults.isEmpty() ? server.list() : server.list("maxResults", maxResults);

    assertThat(reply.body().path("Count").asInt()).isEqualTo(size);
    assertThat(reply.body().path("Records")).hasSize(size);
  }

  @Test
  void pages_together_areTheWholeListOnce() {
    write(1_030);

    List<String> keys = keys(pages("maxResults", "100"));

    assertThat(keys).hasSize(1_030).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void pages_endWhereTheListEnds() {
    write(20);

    assertThat(pages("maxResults", "10")).hasSize(2);
    assertThat(pages("maxResults", "20")).hasSize(1);
    assertThat(pages("maxResults", "10", "lastSyncCount", "1")).hasSize(1);
  }

  @Test
  void pages_whileTheDatasetChanges_agreeOnTheFirstCount() {
    write(20);
    JsonNode first = server.list("maxResults", "10").body();

    server.update("[" + replace("k00000", "new", 1) + "," + replace("k00015", "new", 1) + "]");
    server.update("[" + replace("k99999", "new", 0) + "]");
    JsonNode second =
        server.list("maxResults", "10", "nextToken", first.path("NextToken").asText()).body();

    assertThat(second.path("DatasetSyncCount")).isEqualTo(first.path("DatasetSyncCount"));
    assertThat(second.has("NextToken")).isFalse();
    assertThat(keys(List.of(first, second))).hasSize(19).doesNotContain("k00015", "k99999");
    assertThat(keys(pages("lastSyncCount", "1"))).containsExactly("k00000", "k00015", "k99999");
  }

  @Test
  void page_afterADeletion_isTheDeletedDatasets() {
    write(20);
    String token = server.list("maxResults", "10").body().path("NextToken").asText();
    server.send("DeleteDataset", server.request("DeleteDataset"));

    JsonNode page = server.list("nextToken", token).body();

    assertThat(page.path("DatasetExists").asBoolean()).isFalse();
    assertThat(page.path("DatasetSyncCount").asInt()).isZero();
    assertThat(page.path("Records")).isEmpty();
  }

  @Test
  void page_afterDeletionAndRecreation_endsTheOldListAndTheNextTellsTheDeletion() {
    write(20);
    String token = server.list("maxResults", "10").body().path("NextToken").asText();
    server.send("DeleteDataset", server.request("DeleteDataset"));
    server.update("[" + replace("new", "life", 0) + "]");

    JsonNode page = server.list("nextToken", token).body();

    assertThat(page.path("Records")).isEmpty();
    assertThat(page.has("NextToken")).isFalse();
    assertThat(page.path("DatasetSyncCount").asInt()).isEqualTo(1);
    JsonNode next = server.list("lastSyncCount", "1").body();
    assertThat(next.path("DatasetDeletedAfterRequestedSyncCount").asBoolean()).isTrue();
  }

  @Test
  void nextToken_ofAnotherDataset_isInvalidParameter() {
    write(20);
    String token = server.list("maxResults", "10").body().path("NextToken").asText();
    var other = Server.IDENTITY.dataset(new DatasetName("other"));

    Reply reply =
        server.send(
            "ListRecords",
            server.request("ListRecords", other, Server.COGNITO).query("nextToken", token));

    assertThat(reply.message()).isEqualTo("NextToken not valid for these inputs");
  }

  @Test
  void page_ofLargeRecords_endsBefore5Megabytes() {
    update(0, 12, "v".repeat(1_000_000));

    List<JsonNode> pages = pages("maxResults", "1024");

    assertThat(keys(pages)).hasSize(12);
    assertThat(pages).hasSize(3);
    assertThat(pages).allSatisfy(page -> assertThat(page.toString()).hasSizeLessThan(5_242_880));
  }

  @Test
  void page_ofRecordsThatAreEscapedTwice_fitsIntoLambdasResponse() {
    // 700,000 quotes take 1.4 MB in the body, 2.8 MB inside a string and 1.9 MB in base64.
    update(0, 6, "\"".repeat(700_000));

    List<JsonNode> pages = pages("maxResults", "1024");

    assertThat(keys(pages)).hasSize(6);
    assertThat(pages).hasSize(3);
  }

  @Test
  void pageWithLongestKeys_goesOn() {
    String key = "😀".repeat(1_023);
    server.update("[" + replace(key + "a", "1", 0) + "," + replace(key + "b", "2", 0) + "]");

    assertThat(keys(pages("maxResults", "1"))).containsExactly(key + "a", key + "b");
  }

  private void write(int count) {
    update(0, count, "v");
  }

  /** Past the HTTP front, which takes no more than a function's event can hold. */
  private void update(long session, int count, String value) {
    List<RecordPatch> patches =
        IntStream.range(0, count)
            .mapToObj(i ->
                new RecordPatch(
                    "k%05d".formatted(i), new RecordValue.Text(value), 0, DeviceDate.Absent.ABSENT))
            .collect(Collectors.toList());
    server.storage.update(
        Server.DATASET, new Update(patches, new SyncSession(session, 0, 0), new Author("x", "")));
  }

  private List<JsonNode> pages(String... query) {
    List<JsonNode> pages = new ArrayList<>();
    List<String> parameters = new ArrayList<>(List.of(query));
    while (true) {
      Reply reply = server.list(parameters.toArray(String[]::new));
      assertThat(reply.status()).isEqualTo(200);
      pages.add(reply.body());
      if (!reply.body().has("NextToken")) {
        return pages;
      }
      assertThat(pages).hasSizeLessThan(100);
      parameters = new ArrayList<>(List.of(query));
      parameters.add("nextToken");
      parameters.add(reply.body().path("NextToken").asText());
    }
  }

  private static List<String> keys(List<JsonNode> pages) {
    List<String> keys = new ArrayList<>();
    for (JsonNode page : pages) {
      page.path("Records").forEach(record -> keys.add(record.path("Key").asText()));
    }
    return keys;
  }
}
