package io.ergosync.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.change.StreamRecord;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.DatasetDeleted;
import io.ergosync.change.UnreadableRecordException;
import io.ergosync.simulation.dynamodb.Change;
import io.ergosync.storage.dynamodb.TableChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What follows the table: its stream, of which every change comes at least once and in any order,
 * and the queue of the chores that wait until every function that wrote before them has ended.
 */
final class Feed {
  private static final long DELAY_MILLIS = Duration.ofMinutes(15).toMillis();

  private final SimulatedTime time;
  private final RandomGenerator random;
  private final TableChanges reader = new TableChanges();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<DatasetCommitted> commits = new ArrayList<>();
  private final List<DatasetDeleted> deletions = new ArrayList<>();
  private long messages;

  Feed(SimulatedTime time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  private record Waiting(Chore chore, long message, long due) {
    Operation.Housekeep operation() {
      return new Operation.Housekeep(chore, message);
    }
  }

  /** Takes up what the table changed. */
  void written(List<Change> changes) {
    for (Change change : changes) {
      TableChange read = read(change);
      switch (read) {
        case DatasetCommitted commit -> commits.add(commit);
        case DatasetDeleted deletion -> deletions.add(deletion);
        case TableChange _ -> {}
      }
      Chore chore = new Chore.Follow(read);
      // One chore is enough for all slices of a patch or a value.
      if (read != TableChange.NoConsequence.NO_CONSEQUENCE
          && waiting.stream().noneMatch(each -> each.chore().equals(chore))) {
        add(chore, time.millis());
      }
    }
  }

  private TableChange read(Change change) {
    try {
      return reader.read(
          new StreamRecord(
              "event",
              "1",
              Instant.ofEpochMilli(time.millis()),
              image(change.after()),
              image(change.before()),
              Json.object()));
    } catch (UnreadableRecordException e) {
      Violation violation =
          new Violation(Invariant.NO_DATASET_IS_UNREADABLE, "in the stream: " + change);
      violation.initCause(e);
      throw violation;
    }
  }

  /** An item in the JSON form of stream records. */
  private static ObjectNode image(Map<String, AttributeValue> item) {
    ObjectNode image = Json.object();
    item.forEach((name, value) -> put(image.putObject(name), value));
    return image;
  }

  private static void put(ObjectNode typed, AttributeValue value) {
    switch (value.type()) {
      case S -> typed.put("S", value.s());
      case N -> typed.put("N", value.n());
      case BOOL -> typed.put("BOOL", value.bool());
      case B -> typed.put("B", value.b().asByteArray());
      case L -> {
        var list = typed.putArray("L");
        value.l().forEach(element -> put(list.addObject(), element));
      }
      case M, NUL, SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no item has a " + value.type());
    }
  }

  /** Sends a chore to be done later, unless it was sent before and nobody can have begun it. */
  void send(Chore chore) {
    if (waiting.stream()
        .anyMatch(each -> each.due() > time.millis() && each.chore().equals(chore))) {
      return;
    }
    add(chore, time.millis() + DELAY_MILLIS);
  }

  private void add(Chore chore, long due) {
    waiting.add(new Waiting(chore, ++messages, due));
  }

  /** A chore that may be done now. */
  Optional<Operation.Housekeep> due() {
    List<Waiting> due = waiting.stream().filter(each -> each.due() <= time.millis()).toList();
    return due.isEmpty()
        ? Optional.empty()
        : Optional.of(due.get(random.nextInt(due.size())).operation());
  }

  /** The chore that is due next; time passes until it is. */
  Optional<Operation.Housekeep> next() {
    Optional<Waiting> next = waiting.stream().min(Comparator.comparingLong(Waiting::due));
    next.ifPresent(each -> time.passUntil(each.due()));
    return next.map(Waiting::operation);
  }

  /**
   * Takes a chore that was done off the list.
   *
   * @param forGood whether it must not come again, as stream and queue may have it
   */
  void done(Operation.Housekeep done, boolean forGood) {
    if (forGood || random.nextInt(5) > 0) {
      waiting.removeIf(each -> each.message() == done.message());
    }
  }

  /** Every commit so far. */
  List<DatasetCommitted> commits() {
    return commits;
  }

  /** Every deletion so far. */
  List<DatasetDeleted> deletions() {
    return deletions;
  }
}
