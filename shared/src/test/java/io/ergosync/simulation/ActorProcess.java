package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import io.ergosync.storage.dynamodb.Parallel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The process that an actor's storage runs in: each of its calls waits for its turn before it
 * happens, sometimes again before its answer arrives, and may go wrong.
 */
final class ActorProcess implements Calls {
  private final Scheduler scheduler;
  private final Calls database;
  private final Surroundings surroundings;
  private final FaultRates faultRates;
  private final RandomGenerator random;
  private final List<RuntimeException> unexplained = new ArrayList<>();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private Optional<Operation> operation = Optional.empty();
  private boolean dead;
  private int attempts;
  private int lost;

  /** What all processes of a schedule share. */
  record Surroundings(
      SimulatedTime time,
      Network network,
      MixedRefusals refusals,
      Witness witness,
      Trace trace,
      Statistics statistics) {}

  ActorProcess(
      Scheduler scheduler,
      Calls database,
      Surroundings surroundings,
      FaultRates faultRates,
      RandomGenerator random) {
    this.scheduler = scheduler;
    this.database = database;
    this.surroundings = surroundings;
    this.faultRates = faultRates;
    this.random = random;
  }

  /** The next calls belong to this operation; the process lives again if it was dead. */
  void begin(Operation newOperation) {
    operation = Optional.of(newOperation);
    unexplained.clear();
    faults.clear();
    dead = false;
    attempts++;
    lost = 0;
    point();
  }

  /** How many operations and attempts of operations this process has begun. */
  int attempts() {
    return attempts;
  }

  /** The storage waits for others. */
  void pause() {
    attempts++;
    lost++;
    passed();
    scheduler.pause();
  }

  /** How often the operation waited for others. */
  int lost() {
    return lost;
  }

  /** How often a fault was put into a call of the operation. */
  int injected(Fault fault) {
    return faults.getOrDefault(fault, 0);
  }

  /** Whether this failure, or what caused it, is one that says nothing of what happened. */
  boolean isUnexplained(Throwable failure) {
    return unexplained.stream()
        .anyMatch(fault -> fault.equals(failure) || fault.equals(failure.getCause()));
  }

  /** Sends what may be sent at the same time by actors of their own. */
  Parallel parallel() {
    return new Parallel() {
      @Override
      public <T> void forEach(List<T> items, Consumer<T> action) {
        if (items.size() < 2) {
          items.forEach(action);
          return;
        }
        List<Throwable> failures = new ArrayList<>();
        scheduler.fork(
            items.stream()
                .<Runnable>map(item ->
                    () -> {
                      try {
                        action.accept(item);
                      } catch (RuntimeException | CrashError e) {
                        failures.add(e);
                      }
                    })
                .toList());
        if (!failures.isEmpty()) {
          switch (failures.getFirst()) {
            case RuntimeException e -> throw e;
            case Throwable e -> throw (CrashError) e;
          }
        }
      }
    };
  }

  /** A scheduling point. */
  void point() {
    passed();
    scheduler.point();
  }

  private void passed() {
    surroundings.time().pass();
    surroundings.network().point();
  }

  @Override
  public DynamoDbResponse call(DynamoDbRequest request) {
    point();
    if (dead) {
      throw new CrashError();
    }
    Fault fault = Fault.next(request, faultRates, random);
    if (fault != Fault.NONE) {
      faults.merge(fault, 1, Integer::sum);
      surroundings.statistics().add("fault " + fault, 1);
    }
    DynamoDbResponse response = happen(request, fault);
    if (random.nextInt(4) == 0) {
      point();
    }
    return response;
  }

  private DynamoDbResponse happen(DynamoDbRequest request, Fault fault) {
    switch (fault) {
      case NONE -> {}
      case CRASH_BEFORE -> throw die(request);
      case CRASH_AFTER -> {
        effect(request);
        throw die(request);
      }
      case CRASH_MEANWHILE -> {
        send(request);
        throw die(request);
      }
      case LOST_REQUEST -> throw unexplained(request, fault);
      case LOST_ANSWER -> {
        effect(request);
        throw unexplained(request, fault);
      }
      case LATE -> {
        send(request);
        throw unexplained(request, fault);
      }
      case LATE_AND_CONFLICT -> {
        send(request);
        throw refusal(request, fault, Fault.conflict(request, random));
      }
      case RETRIED -> {
        effect(request);
        point();
      }
      case DUPLICATED -> send(request);
      case THROTTLED -> throw refusal(request, fault, Fault.throttling(request, random));
      case CONFLICT -> throw refusal(request, fault, Fault.conflict(request, random));
    }
    try {
      DynamoDbResponse response = execute(request);
      trace(request, fault, () -> Texts.response(response));
      return response;
    } catch (SdkException e) {
      trace(request, fault, () -> e.getClass().getSimpleName());
      throw surroundings.refusals().refusal(e);
    }
  }

  /** Makes the call whose answer nobody gets. */
  private void effect(DynamoDbRequest request) {
    try {
      execute(request);
      trace(request, Fault.NONE, () -> "done, answer lost");
    } catch (SdkException e) {
      trace(request, Fault.NONE, () -> e.getClass().getSimpleName() + ", lost");
    }
  }

  private void send(DynamoDbRequest request) {
    surroundings.network().send(request, operation.orElseThrow());
  }

  private DynamoDbResponse execute(DynamoDbRequest request) {
    surroundings.witness().running(operation.orElseThrow());
    return database.call(request);
  }

  private CrashError die(DynamoDbRequest request) {
    dead = true;
    trace(request, Fault.CRASH_BEFORE, () -> "the process dies");
    return new CrashError();
  }

  private RuntimeException unexplained(DynamoDbRequest request, Fault fault) {
    RuntimeException exception = Fault.unknown(random);
    unexplained.add(exception);
    return refusal(request, fault, exception);
  }

  private RuntimeException refusal(
      DynamoDbRequest request, Fault fault, RuntimeException exception) {
    trace(request, fault, () -> exception.getClass().getSimpleName());
    return exception;
  }

  private void trace(DynamoDbRequest request, Fault fault, Supplier<String> outcome) {
    surroundings.trace().add(() -> Texts.call(scheduler.running(), request, fault, outcome.get()));
  }
}
