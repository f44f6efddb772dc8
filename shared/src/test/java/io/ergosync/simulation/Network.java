package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Requests that are on their way although nobody waits for them any more: their sender was given an
 * error, got an answer to another copy of them, or has died. Each arrives at some later point of
 * the schedule, or never.
 */
final class Network {
  private final Calls database;
  private final Witness witness;
  private final RandomGenerator random;
  private final Trace trace;
  private final Statistics statistics;
  private final List<OnItsWay> onTheirWay = new ArrayList<>();

  Network(
      Calls database, Witness witness, RandomGenerator random, Trace trace, Statistics statistics) {
    this.database = database;
    this.witness = witness;
    this.random = random;
    this.trace = trace;
    this.statistics = statistics;
  }

  private record OnItsWay(DynamoDbRequest request, Operation operation) {}

  /** Sends a request that nobody waits for. */
  void send(DynamoDbRequest request, Operation operation) {
    onTheirWay.add(new OnItsWay(request, operation));
  }

  /** Lets a request arrive or not, as happens at each point. */
  void point() {
    if (!onTheirWay.isEmpty() && random.nextInt(12) == 0) {
      arrive();
    }
  }

  /** Lets what is still on its way arrive or be lost for good. */
  void end() {
    while (!onTheirWay.isEmpty()) {
      if (random.nextBoolean()) {
        arrive();
      } else {
        onTheirWay.remove(random.nextInt(onTheirWay.size()));
      }
    }
  }

  private void arrive() {
    OnItsWay request = onTheirWay.remove(random.nextInt(onTheirWay.size()));
    witness.running(request.operation());
    String kind = request.request().getClass().getSimpleName();
    try {
      database.call(request.request());
      statistics.add("late " + kind + " done", 1);
      trace.add(() -> Texts.late(request.request(), "done"));
    } catch (SdkException e) {
      statistics.add("late " + kind + " refused", 1);
      trace.add(() -> Texts.late(request.request(), e.getClass().getSimpleName()));
    }
  }
}
