package io.ergosync.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import java.util.HashSet;
import java.util.Set;

/** What became of a batch that an event source mapping gave to a function. */
public sealed interface BatchOutcome {
  /** All of it succeeded. */
  record Succeeded() implements BatchOutcome {}

  /**
   * Part of it failed.
   *
   * @param failed the identifiers of the items; all of them if the answer named none that exist
   */
  record PartlyFailed(Set<String> failed) implements BatchOutcome {
    public PartlyFailed {
      failed = Set.copyOf(failed);
    }
  }

  /**
   * The invocation failed.
   *
   * @param reason one sentence for the log
   */
  record Failed(String reason) implements BatchOutcome {}

  /**
   * Reads an answer as Lambda does: no answer, null, and an absent, null or empty list mean
   * success; an answer that is not JSON, or names no item or one that is not in the batch, is a
   * failure of the whole batch.
   *
   * @param reportsFailures whether the mapping has ReportBatchItemFailures
   * @param ids those of the batch
   */
  static BatchOutcome of(InvocationResult result, boolean reportsFailures, Set<String> ids) {
    return switch (result) {
      case InvocationResult.Answered(var payload) ->
          reportsFailures ? read(payload.text().orElse("?"), ids) : new Succeeded();
      case InvocationResult.Failed(String reason) -> new Failed(reason);
      case InvocationResult.TimedOut() -> new Failed("timed out");
    };
  }

  private static BatchOutcome read(String answer, Set<String> ids) {
    JsonNode failures;
    try {
      failures = Json.read(answer).path("batchItemFailures");
    } catch (JsonProcessingException e) {
      return new PartlyFailed(ids);
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      String id = failure.path("itemIdentifier").asText("");
      if (!ids.contains(id)) {
        return new PartlyFailed(ids);
      }
      failed.add(id);
    }
    return failed.isEmpty() ? new Succeeded() : new PartlyFailed(failed);
  }
}
