package io.ergosync.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the batches of a function that reads the table's stream, by the rules of Lambda's event
 * source mappings (Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB", batch item
 * failures): everything before the sequence number that it answers is done, and all from there on
 * comes again. A record that can never be read is kept elsewhere, and what follows it goes on. Safe
 * for use by many threads.
 */
public final class StreamBatch {
  private final ChangeReader reader;
  private final UnreadableRecords unreadable;
  private final FunctionLog log;

  public StreamBatch(ChangeReader reader, UnreadableRecords unreadable, FunctionLog log) {
    this.reader = requireNonNull(reader);
    this.unreadable = requireNonNull(unreadable);
    this.log = requireNonNull(log);
  }

  /** A record that can be read, and where it is in the batch. */
  private record Sound(int position, TableChange change) {}

  /** A record that can not be read, and where it is in the batch. */
  private record Damaged(int position, String reason) {}

  /** Where a batch stops; at its end if nothing failed. */
  private record Stop(int position, List<RuntimeException> cause) {}

  /**
   * Hands each change to a consumer, in the order of the writes, up to the first that it fails
   * with.
   *
   * @param consumer throws a RuntimeException to have this change and all that follow come again
   * @return as {@link #runTogether} does
   * @throws RuntimeException as {@link #runTogether} does
   */
  public String run(String event, Consumer<TableChange> consumer) {
    return runTogether(event, changes -> oneByOne(changes, consumer));
  }

  /**
   * Hands all changes of a batch to a consumer at once, in the order of the writes. What the
   * consumer throws counts as a failure of the first.
   *
   * @return Lambda's partial batch response: {@code {"batchItemFailures": [{"itemIdentifier":
   *     <sequence number>}]}}, with an empty list if all is done
   * @throws IllegalArgumentException if it is not the event of a DynamoDB stream
   * @throws RuntimeException if the first record of several failed, so that Lambda divides the
   *     batch and the record comes to be alone
   */
  public String runTogether(String event, Function<List<TableChange>, Progress> consumer) {
    List<StreamRecord> records = StreamEvent.read(event);
    List<Sound> sound = new ArrayList<>();
    List<Damaged> damaged = new ArrayList<>();
    for (int position = 0; position < records.size(); position++) {
      try {
        sound.add(new Sound(position, reader.read(records.get(position))));
      } catch (UnreadableRecordException e) {
        damaged.add(new Damaged(position, e.getMessage()));
      }
    }
    Stop stop = keep(records, damaged, consume(records.size(), sound, consumer));
    logCommits(sound, stop);
    return answer(records, stop);
  }

  private static Stop consume(
      int size, List<Sound> sound, Function<List<TableChange>, Progress> consumer) {
    List<TableChange> changes = sound.stream().map(Sound::change).toList();
    Progress progress;
    try {
      progress = changes.isEmpty() ? Progress.Complete.COMPLETE : consumer.apply(changes);
    } catch (RuntimeException e) {
      progress = new Progress.Stopped(0, e);
    }
    return switch (progress) {
      case Progress.Complete _ -> new Stop(size, List.of());
      case Progress.Stopped(int index, RuntimeException cause) ->
          new Stop(sound.get(index).position(), List.of(cause));
    };
  }

  /** Keeps the damaged records that will not come again. */
  private Stop keep(List<StreamRecord> records, List<Damaged> damaged, Stop stop) {
    for (Damaged each : damaged) {
      if (each.position() < stop.position()) {
        StreamRecord record = records.get(each.position());
        try {
          unreadable.keep(record, each.reason());
        } catch (RuntimeException e) {
          return new Stop(each.position(), List.of(e));
        }
        log.write(
            about(LogLine.error("A record of the table's stream can not be read."), record)
                .with("reason", each.reason())
                .counting(Metric.RECORDS_UNREADABLE, 1));
      }
    }
    return stop;
  }

  /** By dataset and sync count a commit can be followed from its request to here. */
  private void logCommits(List<Sound> sound, Stop stop) {
    List<String> commits =
        sound.stream()
            .filter(each -> each.position() < stop.position())
            .map(Sound::change)
            .filter(TableChange.DatasetCommitted.class::isInstance)
            .map(TableChange.DatasetCommitted.class::cast)
            .map(commit ->
                "%s/%s/%s/%s"
                    .formatted(
                        commit.dataset().identity().identityPoolId(),
                        commit.dataset().identity().identityId(),
                        commit.dataset().datasetName(),
                        commit.syncCount()))
            .toList();
    if (!commits.isEmpty()) {
      log.write(LogLine.info("Commits were dealt with.").withEach("commits", commits));
    }
  }

  private String answer(List<StreamRecord> records, Stop stop) {
    ObjectNode answer = Json.object();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (RuntimeException cause : stop.cause()) {
      StreamRecord record = records.get(stop.position());
      log.write(
          about(LogLine.error("A record of the table's stream failed; it will come again."), record)
              .with("records", records.size())
              .withStackTrace(cause)
              .countingCorruption(cause));
      if (stop.position() == 0 && records.size() > 1) {
        throw cause;
      }
      failures.addObject().put("itemIdentifier", record.sequenceNumber());
    }
    return Json.text(answer);
  }

  private static LogLine about(LogLine line, StreamRecord record) {
    return line.with("sequenceNumber", record.sequenceNumber()).with("eventId", record.eventId());
  }

  private static Progress oneByOne(List<TableChange> changes, Consumer<TableChange> consumer) {
    for (int index = 0; index < changes.size(); index++) {
      try {
        consumer.accept(changes.get(index));
      } catch (RuntimeException e) {
        return new Progress.Stopped(index, e);
      }
    }
    return Progress.Complete.COMPLETE;
  }
}
