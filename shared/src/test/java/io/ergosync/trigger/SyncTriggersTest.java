package io.ergosync.trigger;

import static io.ergosync.storage.Samples.record;
import static io.ergosync.storage.Samples.remove;
import static io.ergosync.storage.Samples.removed;
import static io.ergosync.storage.Samples.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Text;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.storage.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTriggersTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello";
  private static final String ENVELOPE =
      "{\"version\":2,\"eventType\":\"SyncTrigger\",\"region\":\"us-east-1\","
          + "\"identityPoolId\":\"us-east-1:12345678-1234-1234-1234-123456789012\","
          + "\"identityId\":\"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef\","
          + "\"datasetName\":\"settings\",\"datasetRecords\":";
  private static final List<DatasetRecord> RECORDS =
      List.of(record("kept", "1", 1), removed("gone", 2), record("old", "2", 3));

  private final TestClock clock = new TestClock();
  private String payload = "";

  @Test
  void payload_hasEveryRecordAndWhatTheUpdateMakesOfIt() {
    List<DatasetRecord> records =
        List.of(
            record("changed", "\"é😀", 1),
            record("unchanged", "", 1),
            record("removed", "r", 1),
            removed("gone", 2),
            removed("back", 3),
            removed("twice", 3));
    List<RecordPatch> patches =
        List.of(
            replace("new", "n", 0),
            remove("twice", 3),
            remove("removed", 1),
            replace("back", "b", 3),
            replace("changed", "c", 1),
            remove("never", 0));

    assertThat(changes("{}", records, patches)).isEmpty();

    assertThat(payload)
        .isEqualTo(
            ENVELOPE
                + "{\"changed\":{\"oldValue\":\"\\\"é😀\",\"newValue\":\"c\",\"op\":\"replace\"},"
                + "\"unchanged\":{\"oldValue\":\"\",\"newValue\":\"\",\"op\":\"replace\"},"
                + "\"removed\":{\"oldValue\":\"r\",\"op\":\"remove\"},"
                + "\"gone\":null,"
                + "\"back\":{\"newValue\":\"b\",\"op\":\"replace\"},"
                + "\"twice\":{\"op\":\"remove\"},"
                + "\"new\":{\"newValue\":\"n\",\"op\":\"replace\"},"
                + "\"never\":{\"op\":\"remove\"}}}");
  }

  @Test
  void answer_thatIsTheEvent_changesNothing() {
    SyncTrigger trigger = trigger((function, event) -> event);

    assertThat(trigger.changes(RECORDS, List.of(replace("old", "3", 3), remove("kept", 1))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kept':{'newValue':'x','op':'replace'}} | kept | x",
        "{'kept':{'oldValue':'1','newValue':'','op':'replace'}} | kept | ''",
        "{'old':{'newValue':'2','op':'replace'}} | old | 2",
        "{'added':{'newValue':'a','op':'replace'}} | added | a",
        "{'gone':{'oldValue':null,'newValue':'g','op':'replace'}} | gone | g",
        "{'kept':{'op':'remove'}} | kept |",
        "{'kept':{'newValue':'x','op':'remove'}} | kept |",
        "{'kept':null} | kept |",
        "{'kept':{'oldValue':'1','newValue':null,'op':'replace'}} | kept |",
        "{'old':null} | old |"
      })
  void answer_editsAddsAndRemoves(String records, String key, String value) {
    Map<String, RecordValue> changes =
        changes(records.replace('\'', '"'), RECORDS, List.of(replace("old", "3", 3)));

    assertThat(changes)
        .containsExactly(Map.entry(key, value == null ? Tombstone.TOMBSTONE : new Text(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'gone':null}",
        "{'never':null,'gone':{'op':'remove'}}",
        "{'kept':{'newValue':'1','op':'replace'},'old':{'newValue':'3','op':'replace'}}"
      })
  void answer_thatSaysWhatIsSoAnyway_changesNothing(String records) {
    assertThat(changes(records.replace('\'', '"'), RECORDS, List.of(replace("old", "3", 3))))
        .isEmpty();
  }

  @Test
  void answer_readOnlyMembersMayMoveAndOthersMayBeAdded() {
    String answer =
        payloadOf("{\"kept\":null}").replace("\"version\":2", "\"more\":[1],\"version\":2.0");

    assertThat(trigger((function, event) -> answer).changes(RECORDS, List.of(remove("old", 3))))
        .containsOnlyKeys("kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\":2",
        "\"eventType\":\"SyncTrigger\"",
        "\"region\":\"us-east-1\"",
        "\"identityPoolId\":\"us-east-1:12345678-1234-1234-1234-123456789012\"",
        "\"identityId\":\"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef\"",
        "\"datasetName\":\"settings\""
      })
  void answer_readOnlyMemberChangedOrMissing_isInvalid(String member) {
    String event = payloadOf("{}");
    String name = member.substring(1, member.indexOf('"', 1));
    assertThat(event).contains(member);

    assertInvalid(event.replace(member + ",", ""), "must return " + name + " as it was given");
    assertInvalid(
        event.replace(member, "\"" + name + "\":\"other\""),
        "must return " + name + " as it was given");
    assertInvalid(event.replace(member, "\"" + name + "\":null"), "must return " + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | must return the event",
        "null                                      | must return the event",
        "[]                                        | must return the event",
        "'\"text\"'                                | must return the event",
        "{                                         | must return JSON",
        "<html>                                    | must return JSON",
        "'{\"version\":2,\"version\":2}'           | must return JSON"
      })
  void answer_thatIsNoObject_isInvalid(String answer, String rule) {
    assertInvalid(answer, rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null                                      | must return datasetRecords",
        "[]                                        | must return datasetRecords",
        "{\"k\":\"v\"}                             | each record as an object or null",
        "{\"k\":[]}                                | each record as an object or null",
        "{\"k\":{}}                                | with the op",
        "{\"k\":{\"newValue\":\"v\"}}              | with the op",
        "{\"k\":{\"newValue\":\"v\",\"op\":null}}  | with the op",
        "{\"k\":{\"newValue\":\"v\",\"op\":\"Replace\"}} | with the op",
        "{\"k\":{\"newValue\":\"v\",\"op\":[\"replace\"]}} | with the op",
        "{\"k\":{\"op\":\"replace\"}}              | a newValue with each record",
        "{\"k\":{\"oldValue\":\"v\",\"op\":\"replace\"}} | a newValue with each record",
        "{\"k\":{\"newValue\":1,\"op\":\"replace\"}} | newValue as a string or null",
        "{\"k\":{\"newValue\":{},\"op\":\"remove\"}} | newValue as a string or null",
        "{\"k\":{\"oldValue\":1,\"op\":\"remove\"}} | oldValue as a string or null",
        "{\"\":null}                               | key is refused: Member must have length greater",
        "{\"\\ud800\":null}                        | key is refused: Member must be well-formed",
        "{\"k\":{\"newValue\":\"\\udc00\",\"op\":\"replace\"}} | newValue is refused: Member must be well"
      })
  void answer_recordsThatBreakARule_isInvalid(String records, String rule) {
    assertInvalid(payloadOf(records), rule);
  }

  @Test
  void answer_keyOrValueThatIsTooLong_isInvalid() {
    assertInvalid(payloadOf("{\"" + "k".repeat(1_025) + "\":null}"), "length less than or equal");
    assertInvalid(
        payloadOf("{\"k\":{\"op\":\"replace\",\"newValue\":\"" + "v".repeat(1_048_576) + "\"}}"),
        "length less than or equal to 1048575");
    assertThat(
            changes(
                "{\"" + "😀".repeat(1_024) + "\":{\"op\":\"replace\",\"newValue\":\"v\"}}",
                RECORDS,
                List.of(remove("old", 3))))
        .hasSize(1);
  }

  @Test
  void answer_withoutDatasetRecords_isInvalid() {
    assertInvalid(
        payloadOf("{}").replace(",\"datasetRecords\":{}", ""), "must return datasetRecords");
  }

  @Test
  void trigger_isAskedAnewForFifteenSeconds_thenNoMore() {
    SyncTrigger trigger = trigger((function, event) -> event);
    clock.advance(FunctionTrigger.STARTING_TIME);
    assertThat(trigger.changes(RECORDS, List.of(remove("old", 3)))).isEmpty();

    clock.advance(Duration.ofMillis(1));
    payload = "";

    assertThatThrownBy(() -> trigger.changes(RECORDS, List.of(remove("old", 3))))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
    assertThat(payload).isEmpty();
  }

  @Test
  void trigger_poolWithoutOne_isNone() {
    SyncTriggers none =
        new SyncTriggers(pool -> Optional.empty(), (function, event) -> event, clock);

    assertThat(none.of(Samples.SETTINGS)).isEmpty();
  }

  private SyncTrigger trigger(CustomerFunctions function) {
    return new SyncTriggers(
            pool -> Optional.of(new LambdaFunctionArn(ARN)),
            (arn, event) -> {
              assertThat(arn).isEqualTo(new LambdaFunctionArn(ARN));
              payload = event;
              return function.invoke(arn, event);
            },
            clock)
        .of(Samples.SETTINGS)
        .orElseThrow();
  }

  private Map<String, RecordValue> changes(
      String answeredRecords, List<DatasetRecord> records, List<RecordPatch> patches) {
    return trigger((function, event) -> payloadOf(answeredRecords)).changes(records, patches);
  }

  private static String payloadOf(String records) {
    return ENVELOPE + records + "}";
  }

  private void assertInvalid(String answer, String rule) {
    SyncTrigger trigger = trigger((function, event) -> answer);
    assertThatThrownBy(() -> trigger.changes(RECORDS, List.of(replace("old", "3", 3))))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_LAMBDA_FUNCTION_OUTPUT);
              assertThat(e).hasMessageContaining("The SyncTrigger function ");
              assertThat(e).hasMessageContaining(rule);
            });
  }
}
