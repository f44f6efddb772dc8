package io.ergosync.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.http.HttpResponse;
import io.ergosync.api.http.ResponseEnvelope;
import io.ergosync.api.json.Json;
import io.ergosync.api.rpc.RpcForm;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsSizeTest {
  /** Keys that are shorter in base64, and keys that are not. */
  @ParameterizedTest
  @ValueSource(strings = {"k", "\"", "\u0001", "鍵"})
  void largestAnswer_fitsInTheRpcFormToo(String character) {
    List<DatasetRecord> records = new ArrayList<>();
    RecordsSize size = RecordsSize.ZERO;
    for (int i = 0; i < Limits.DEFAULT.itemsPerDatasetMax(); i++) {
      DatasetRecord record = removed(i + character.repeat(60));
      RecordsSize larger = size.plus(record);
      if (larger.bytes() <= RecordsSize.UPDATE_BYTES_MAX) {
        records.add(record);
        size = larger;
      }
    }
    ObjectNode members = Json.object();
    members.set("Records", RecordJson.of(records));
    HttpResponse response = RpcForm.render("UpdateRecords", new Answer.Success(members), "id");

    assertThat(records).hasSizeGreaterThan(4_000);
    assertThat(ResponseEnvelope.encode(response)).isPresent();
  }

  @Test
  void records_takeLittleMoreInTheRpcForm() {
    DatasetRecord record = removed("k");
    int more = length(List.of(record, record)) - length(List.of(record));
    long rest = RecordsSize.ZERO.plus(record).size().bodyBytes();

    // In base64 four bytes for three, for as many records as a dataset can have.
    assertThat((more - rest) * 4 / 3 * Limits.DEFAULT.itemsPerDatasetMax())
        .isLessThan(RecordsSize.OTHERS_BYTES);
  }

  private static int length(List<DatasetRecord> records) {
    ObjectNode members = Json.object();
    members.set("Records", RecordJson.of(records));
    return RpcForm.render("UpdateRecords", new Answer.Success(members), "id").body().length();
  }

  /** The kind of record that the two forms differ most about: no value, and long dates. */
  private static DatasetRecord removed(String key) {
    return new DatasetRecord(
        key,
        RecordValue.Tombstone.TOMBSTONE,
        Long.MAX_VALUE,
        Instant.parse("9999-12-31T23:59:59.999Z"),
        "device",
        Instant.parse("9999-12-31T23:59:59.999Z"));
  }
}
