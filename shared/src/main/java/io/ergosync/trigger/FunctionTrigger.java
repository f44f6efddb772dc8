package io.ergosync.trigger;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.SyncTrigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The trigger of one update of one dataset. It asks the function anew whenever it is itself asked,
 * because the records are others then, but not for ever: an update ends well before the timeout of
 * the function that it runs in. Not safe for use by many threads.
 */
final class FunctionTrigger implements SyncTrigger {
  /**
   * How long after the update began an invocation may still start: with the 5 seconds that it may
   * take and what the storage needs, this stays below UpdateRecords' 25 seconds.
   */
  static final Duration STARTING_TIME = Duration.ofSeconds(15);

  private final DatasetId dataset;
  private final LambdaFunctionArn function;
  private final CustomerFunctions functions;
  private final Clock clock;
  private final Instant startedAt;

  FunctionTrigger(
      DatasetId dataset, LambdaFunctionArn function, CustomerFunctions functions, Clock clock) {
    this.dataset = requireNonNull(dataset);
    this.function = requireNonNull(function);
    this.functions = requireNonNull(functions);
    this.clock = requireNonNull(clock);
    this.startedAt = clock.instant();
  }

  @Override
  public Map<String, RecordValue> changes(List<DatasetRecord> records, List<RecordPatch> patches) {
    if (clock.instant().isAfter(startedAt.plus(STARTING_TIME))) {
      throw TriggerErrors.contended();
    }
    String event = Json.text(SyncTriggerEvent.of(dataset, records, patches));
    return SyncTriggerAnswer.read(functions.invoke(function, event), dataset, records, patches);
  }
}
