package io.ergosync.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.change.TableChange.BulkPublishStarted;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.storage.Samples;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.FunctionLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StreamBatchTest {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final List<String> kept = new ArrayList<>();
  private final List<String> consumed = new ArrayList<>();
  private UnreadableRecords unreadable =
      (record, reason) -> kept.add(record.sequenceNumber() + ": " + reason);

  @Test
  void run_ofGoodRecords_handsThemOverInOrder() {
    assertThat(run("1", "2", "3")).isEqualTo(ALL_DONE);

    assertThat(consumed).containsExactly("1", "2", "3");
    assertThat(logged.size()).isZero();
  }

  @Test
  void run_ofNoRecords_isDone() {
    assertThat(run()).isEqualTo(ALL_DONE);
  }

  @Test
  void run_thatFailsWithARecord_stopsThereAndAnswersItsSequenceNumber() {
    assertThat(run("1", "2", "fails", "4"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"fails\"}]}");

    assertThat(consumed).containsExactly("1", "2");
    assertThat(log())
        .contains("\"level\":\"ERROR\"", "\"sequenceNumber\":\"fails\"", "\"stackTrace\"", "boom");
  }

  @Test
  void run_thatFailsWithTheFirstOfSeveral_throwsSoThatLambdaDividesTheBatch() {
    assertThatThrownBy(() -> run("fails", "2")).hasMessage("boom");

    assertThat(consumed).isEmpty();
    assertThat(log()).contains("\"sequenceNumber\":\"fails\"");
  }

  @Test
  void run_thatFailsWithTheOnlyRecord_answersIt() {
    assertThat(run("fails")).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"fails\"}]}");
  }

  @Test
  void run_withARecordThatCanNotBeRead_keepsItAndGoesOn() {
    assertThat(run("damaged-1", "2", "damaged-3", "4")).isEqualTo(ALL_DONE);

    assertThat(consumed).containsExactly("2", "4");
    assertThat(kept).containsExactly("damaged-1: It is damaged.", "damaged-3: It is damaged.");
    assertThat(log())
        .contains("\"RecordsUnreadable\":1", "\"sequenceNumber\":\"damaged-3\"", "It is damaged.");
  }

  @Test
  void run_keepsNoRecordThatWillComeAgain() {
    run("damaged-1", "2", "fails", "damaged-4");

    assertThat(kept).containsExactly("damaged-1: It is damaged.");
  }

  @Test
  void run_whoseUnreadableRecordCanNotBeKept_hasItComeAgain() {
    unreadable =
        (record, reason) -> {
          throw new IllegalStateException("the queue is gone");
        };

    assertThat(run("1", "damaged", "3"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"damaged\"}]}");
    assertThatThrownBy(() -> run("damaged", "2")).hasMessage("the queue is gone");
  }

  @Test
  void runTogether_stopsWhereTheConsumerSaysAmongTheReadableRecords() {
    String answer =
        batch()
            .runTogether(
                StreamEvents.of("damaged", "2", "3", "4"),
                changes -> {
                  assertThat(changes).hasSize(3);
                  return new Progress.Stopped(1, new IllegalStateException("boom"));
                });

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}");
    assertThat(kept).hasSize(1);
  }

  @Test
  void runTogether_whoseConsumerThrows_failsWithTheFirst() {
    assertThat(
            batch()
                .runTogether(
                    StreamEvents.of("damaged", "2", "3"),
                    _ -> {
                      throw new IllegalStateException("boom");
                    }))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
  }

  @Test
  void run_withARecordWhoseDatasetContradictsItself_keepsItOnceAndGoesOn() {
    assertThat(run("1", "corrupt", "3", "corrupt-too", "5")).isEqualTo(ALL_DONE);

    assertThat(consumed).containsExactly("1", "3", "5");
    assertThat(kept)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each).startsWith("corrupt").contains("is corrupt"));
    assertThat(log())
        .containsOnlyOnce("\"sequenceNumber\":\"corrupt\"")
        .contains("\"level\":\"ERROR\"", "\"CorruptDatasets\":1", "\"stackTrace\"");
  }

  @Test
  void run_withACorruptDataset_keepsItOnlyIfItDoesNotComeAgain() {
    assertThat(run("1", "corrupt", "fails", "corrupt-too"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"fails\"}]}");

    assertThat(kept).singleElement().asString().startsWith("corrupt:");
  }

  @Test
  void run_whoseLostRecordsCanNotBeKept_hasAllFromTheFirstOnComeAgain() {
    unreadable =
        (record, reason) -> {
          throw new IllegalStateException("the queue is gone");
        };

    assertThat(run("1", "corrupt", "damaged"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"corrupt\"}]}");
  }

  @Test
  void run_thatAFaultOfOurOwnFailsWith_comesAgainAlone_andIsThenKept() {
    assertThatThrownBy(() -> run("bug", "2")).isInstanceOf(NullPointerException.class);
    assertThat(run("bug")).isEqualTo(ALL_DONE);

    assertThat(kept).containsExactly("bug: It cannot be dealt with: NullPointerException");
    assertThat(log()).contains("\"RecordsUnreadable\":1", "\"level\":\"ERROR\"");
  }

  @Test
  void run_ofSomethingElse_saysSo() {
    for (String event : List.of("{}", "[]", "{\"Records\":[{}]}", "x", "")) {
      assertThatThrownBy(() -> batch().run(event, _ -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The event is not");
    }
  }

  private String run(String... sequenceNumbers) {
    Consumer<TableChange> consumer =
        change -> {
          String name = ((BulkPublishStarted) change).runId();
          if (name.equals("fails")) {
            throw new IllegalStateException("boom");
          }
          if (name.startsWith("corrupt")) {
            throw new CorruptDatasetException(Samples.SETTINGS, "it is damaged");
          }
          if (name.equals("bug")) {
            throw new NullPointerException("a bug");
          }
          consumed.add(name);
        };
    return batch().run(StreamEvents.of(sequenceNumbers), consumer);
  }

  private StreamBatch batch() {
    return new StreamBatch(
        StreamBatchTest::read,
        (record, reason) -> unreadable.keep(record, reason),
        new FunctionLog(
            new PrintStream(logged, true, StandardCharsets.UTF_8),
            new EmbeddedMetrics(new TestClock(), "test"),
            "Test"));
  }

  /** The sequence number says what a record is. */
  private static TableChange read(StreamRecord record) throws UnreadableRecordException {
    if (record.sequenceNumber().startsWith("damaged")) {
      throw new UnreadableRecordException("It is damaged.");
    }
    return new BulkPublishStarted(Samples.POOL, record.sequenceNumber());
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }
}
