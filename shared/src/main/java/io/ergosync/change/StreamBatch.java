package io.ergosync.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.telemetry.Corruption;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import io.ergosync.telemetry.Metric;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the batches of a function that reads the table's stream, by the rules of Lambda's event
 * source mappings (Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB", batch item
 * failures): everything before the sequence number that it answers is done, and all from there on
 * comes again. What can never be dealt with is kept elsewhere, and what follows it goes on: a
 * record that cannot be read, one whose dataset contradicts itself, and, when it comes alone, one
 * that a fault of our own fails with. Safe for use by many threads.
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

  /** A record that can never be dealt with, where it is in the batch, and what the log says. */
  private record Lost(int position, String reason, LogLine line) {}

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
    List<Lost> lost = new ArrayList<>();
    for (int position = 0; position < records.size(); position++) {
      try {
        sound.add(new Sound(position, reader.read(records.get(position))));
      } catch (UnreadableRecordException e) {
        lost.add(unreadable(position, e.getMessage()));
      }
    }
    Stop reached = consume(records.size(), sound, lost, consumer);
    lost.sort(Comparator.comparingInt(Lost::position));
    Stop stop = keep(records, lost, reached);
    logCommits(sound, stop);
    return answer(records, stop);
  }

  /** Has the changes consumed; what can never be is passed over and added to the lost. */
  private static Stop consume(
      int size,
      List<Sound> sound,
      List<Lost> lost,
      Function<List<TableChange>, Progress> consumer) {
    int from = 0;
    while (from < sound.size()) {
      switch (attempt(sound.subList(from, sound.size()), consumer)) {
        case Progress.Complete _ -> from = sound.size();
        case Progress.Stopped(int index, RuntimeException cause) -> {
          int position = sound.get(from + index).position();
          if (Corruption.causes(cause)) {
            lost.add(contradicting(position, cause));
          } else if (size == 1 && isOurFault(cause)) {
            lost.add(failing(position, cause));
          } else {
            return new Stop(position, List.of(cause));
          }
          from += index + 1;
        }
      }
    }
    return new Stop(size, List.of());
  }

  private static Progress attempt(
      List<Sound> sound, Function<List<TableChange>, Progress> consumer) {
    try {
      return consumer.apply(sound.stream().map(Sound::change).toList());
    } catch (RuntimeException e) {
      return new Progress.Stopped(0, e);
    }
  }

  /** Whether the code fails with these data, and will whenever they come. */
  private static boolean isOurFault(RuntimeException cause) {
    return switch (cause) {
      case NullPointerException _,
          IllegalArgumentException _,
          IndexOutOfBoundsException _,
          ClassCastException _,
          ArithmeticException _,
          NoSuchElementException _,
          UnsupportedOperationException _,
          DateTimeException _ ->
          true;
      case RuntimeException _ -> false;
    };
  }

  private static Lost unreadable(int position, String reason) {
    return new Lost(
        position,
        reason,
        LogLine.error("A record of the table's stream cannot be read.")
            .with("reason", reason)
            .counting(Metric.RECORDS_UNREADABLE, 1));
  }

  private static Lost contradicting(int position, RuntimeException cause) {
    return new Lost(
        position,
        cause.toString(),
        LogLine.error("The dataset of a record contradicts itself; the others go on.")
            .withStackTrace(cause)
            .countingCorruption(cause));
  }

  private static Lost failing(int position, RuntimeException cause) {
    return new Lost(
        position,
        "It cannot be dealt with: " + cause.getClass().getSimpleName(),
        LogLine.error("A record of the table's stream cannot be dealt with.")
            .withStackTrace(cause)
            .counting(Metric.RECORDS_UNREADABLE, 1));
  }

  /** Keeps the lost records that will not come again. */
  private Stop keep(List<StreamRecord> records, List<Lost> lost, Stop stop) {
    for (Lost each : lost) {
      if (each.position() < stop.position()) {
        StreamRecord record = records.get(each.position());
        try {
          unreadable.keep(record, each.reason());
        } catch (RuntimeException e) {
          return new Stop(each.position(), List.of(e));
        }
        log.write(about(each.line(), record));
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
