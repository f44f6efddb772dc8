package io.ergosync.simulation;

import io.ergosync.simulation.dynamodb.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Refusals whose optional parts are missing or belong to the refusal of another request, as those
 * of DynamoDB Local do when several requests are refused at once. That a request was refused, and
 * by what kind of exception, is always true.
 */
final class MixedRefusals {
  private final RandomGenerator random;
  private final int rate;
  private final Statistics statistics;
  private final List<Map<String, AttributeValue>> items = new ArrayList<>();
  private final List<List<CancellationReason>> reasons = new ArrayList<>();

  /**
   * @param rate how many of a thousand refusals are mixed
   */
  MixedRefusals(RandomGenerator random, int rate, Statistics statistics) {
    this.random = random;
    this.rate = rate;
    this.statistics = statistics;
  }

  /** What the sender of a refused request gets. */
  RuntimeException refusal(RuntimeException refusal) {
    return switch (refusal) {
      case ConditionalCheckFailedException e -> refusal(e);
      case TransactionCanceledException e -> refusal(e);
      default -> refusal;
    };
  }

  private RuntimeException refusal(ConditionalCheckFailedException refusal) {
    if (refusal.hasItem()) {
      items.add(refusal.item());
    }
    if (!mixed()) {
      return refusal;
    }
    return Failures.conditionalCheckFailed(
        items.isEmpty() || random.nextInt(3) == 0 ? Map.of() : one(items));
  }

  private RuntimeException refusal(TransactionCanceledException refusal) {
    reasons.add(refusal.cancellationReasons());
    if (!mixed()) {
      return refusal;
    }
    return Failures.transactionCanceled(random.nextInt(3) == 0 ? List.of() : one(reasons));
  }

  private boolean mixed() {
    boolean mixed = random.nextInt(1_000) < rate;
    statistics.add("fault MIXED", mixed ? 1 : 0);
    return mixed;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
