package io.ergosync.storage.dynamodb;

import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.Limits;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The largest things that the API allows, written, changed and listed, before and after settling.
 */
class VolumeTest {
  private final DynamoDbDatasetStorage storage =
      StorageOnLocalTables.create(StorageSettings.DEFAULT, Limits.DEFAULT, Clock.systemUTC());

  @Test
  void aThousandRecordsAtOnce_areStoredWhole() {
    roundTrip(
        IntStream.range(0, 1_024).mapToObj(i -> replace("key" + i, "v".repeat(900), 0)).toList());
  }

  @Test
  void oneValueOfAMegabyte_isStoredWhole() {
    roundTrip(List.of(replace("key", "x".repeat(1_048_000), 0)));
  }

  @Test
  void keysOfAThousandThreeByteCharacters_areStoredWhole() {
    roundTrip(
        IntStream.range(0, 300)
            .mapToObj(i -> replace("鍵".repeat(1_020) + "%04d".formatted(i), "v" + i, 0))
            .toList());
  }

  @Test
  void aMegabyteOfEmojiQuotesAndControlCharacters_isStoredWhole() {
    String piece = "\uD83D\uDE00\"\\\u0000\u0001\n\u007F'\uFFFF";
    roundTrip(
        IntStream.range(0, 100)
            .mapToObj(i -> replace("k" + i + piece, piece.repeat(640), 0))
            .toList());
  }

  private void roundTrip(List<RecordPatch> patches) {
    storage.update(SETTINGS, update(patches));
    assertThat(listed()).isEqualTo(values(patches));

    assertThat(storage.settle(SETTINGS)).isTrue();
    assertThat(listed()).isEqualTo(values(patches));

    // The rest must be settled on the way of a second patch that is too large for the head as well.
    List<RecordPatch> again =
        patches.stream()
            .map(patch ->
                new RecordPatch(patch.key(), patch.value(), 1, patch.deviceLastModifiedDate()))
            .toList();
    storage.update(SETTINGS, update(again));
    storage.update(SETTINGS, update(replace(patches.getFirst().key(), "changed", 2)));
    assertThat(storage.settle(SETTINGS)).isTrue();
    Map<String, RecordValue> expected = values(patches);
    expected.put(patches.getFirst().key(), new RecordValue.Text("changed"));
    assertThat(listed()).isEqualTo(expected);
    Changes.Present news = (Changes.Present) storage.listChanges(SETTINGS, 2);
    assertThat(news.records())
        .extracting(DatasetRecord::key)
        .containsExactly(patches.getFirst().key());
  }

  private Map<String, RecordValue> listed() {
    Changes.Present changes = (Changes.Present) storage.listChanges(SETTINGS, 0);
    return changes.records().stream()
        .collect(Collectors.toMap(DatasetRecord::key, DatasetRecord::value));
  }

  private static Map<String, RecordValue> values(List<RecordPatch> patches) {
    return patches.stream().collect(Collectors.toMap(RecordPatch::key, RecordPatch::value));
  }
}
