package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The process that an actor's storage runs in: each of its calls waits for its turn before it
 * happens, sometimes again before its answer arrives, and may go wrong.
 */
final class ActorProcess implements Calls {
  private final Actor actor;
  private final Scheduler scheduler;
  private final Calls database;
  private final Witness witness;
  private final FaultRates faultRates;
  private final RandomGenerator random;
  private final Trace trace;
  private final List<RuntimeException> injected = new ArrayList<>();
  private Optional<Operation> operation = Optional.empty();
  private boolean dead;
  private int attempts;

  ActorProcess(
      Actor actor,
      Scheduler scheduler,
      Calls database,
      Witness witness,
      FaultRates faultRates,
      RandomGenerator random,
      Trace trace) {
    this.actor = actor;
    this.scheduler = scheduler;
    this.database = database;
    this.witness = witness;
    this.faultRates = faultRates;
    this.random = random;
    this.trace = trace;
  }

  /** The next calls belong to this operation; the process lives again if it was dead. */
  void begin(Operation newOperation) {
    operation = Optional.of(newOperation);
    injected.clear();
    dead = false;
    attempts++;
    scheduler.point(actor);
  }

  /** How many operations and attempts of operations this process has begun. */
  int attempts() {
    return attempts;
  }

  /** The storage waits for others. */
  void pause() {
    attempts++;
    scheduler.pause(actor);
  }

  /** Whether this failure, or what caused it, was put into a call of the operation. */
  boolean wasInjected(Throwable failure) {
    return injected.stream()
        .anyMatch(fault -> fault.equals(failure) || fault.equals(failure.getCause()));
  }

  @Override
  public DynamoDbResponse call(DynamoDbRequest request) {
    scheduler.point(actor);
    if (dead) {
      throw new CrashError();
    }
    Fault fault = Fault.next(faultRates, random);
    if (fault == Fault.CONFLICT && !Fault.canConflict(request)) {
      fault = Fault.NONE;
    }
    DynamoDbResponse response = happen(request, fault);
    if (random.nextInt(4) == 0) {
      scheduler.point(actor);
    }
    return response;
  }

  private DynamoDbResponse happen(DynamoDbRequest request, Fault fault) {
    switch (fault) {
      case NONE -> {}
      case CRASH_BEFORE -> die(request);
      case CRASH_AFTER -> {
        effect(request);
        die(request);
      }
      case LOST_REQUEST -> throw inject(request, fault, Fault.unknown(random));
      case LOST_ANSWER -> {
        effect(request);
        throw inject(request, fault, Fault.unknown(random));
      }
      case RETRIED -> {
        effect(request);
        scheduler.point(actor);
      }
      case THROTTLED -> throw inject(request, fault, Fault.throttling(request, random));
      case CONFLICT -> throw inject(request, fault, Fault.conflict(request));
    }
    try {
      DynamoDbResponse response = execute(request);
      trace.add(() -> Texts.call(actor, request, fault, Texts.response(response)));
      return response;
    } catch (RuntimeException e) {
      trace.add(() -> Texts.call(actor, request, fault, e.getClass().getSimpleName()));
      throw e;
    }
  }

  /** Makes the call whose answer nobody gets. */
  private void effect(DynamoDbRequest request) {
    try {
      execute(request);
      trace.add(() -> Texts.call(actor, request, Fault.NONE, "done, answer lost"));
    } catch (software.amazon.awssdk.core.exception.SdkException e) {
      trace.add(
          () -> Texts.call(actor, request, Fault.NONE, e.getClass().getSimpleName() + ", lost"));
    }
  }

  private DynamoDbResponse execute(DynamoDbRequest request) {
    witness.running(operation.orElseThrow());
    return database.call(request);
  }

  private void die(DynamoDbRequest request) {
    dead = true;
    trace.add(() -> Texts.call(actor, request, Fault.CRASH_BEFORE, "the process dies"));
    throw new CrashError();
  }

  private RuntimeException inject(
      DynamoDbRequest request, Fault fault, RuntimeException exception) {
    injected.add(exception);
    trace.add(() -> Texts.call(actor, request, fault, exception.getClass().getSimpleName()));
    return exception;
  }
}
