package io.ergosync.storage.dynamodb;

import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Reads and writes heads. A write succeeds only if nobody wrote the head since it was read. */
final class Heads {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String DATASETS = "datasets";

  private final DatasetTable table;
  private final Limits limits;
  private final Supplier<String> requestTokens;

  /**
   * @param requestTokens unique tokens, by which DynamoDB knows a transaction that the SDK sends
   *     again
   */
  Heads(DatasetTable table, Limits limits, Supplier<String> requestTokens) {
    this.table = table;
    this.limits = limits;
    this.requestTokens = requestTokens;
  }

  /** The head as of now, {@link Head#neverWritten} if there is none. */
  Head read(DatasetId id) {
    Head head =
        table
            .heads()
            .getItem(get ->
                get.key(
                        DatasetTable.key(
                            Keys.identity(id.identity()), Keys.head(id.datasetName().value())))
                    .consistentRead(true));
    return Objects.requireNonNullElseGet(head, () -> Head.neverWritten(id));
  }

  /**
   * The heads of an identity's existing datasets by name.
   *
   * @param afterDatasetName only names greater than this one; empty for all
   * @param pageSize how many items to fetch at once
   */
  Stream<Head> existing(Identity identity, String afterDatasetName, int pageSize) {
    String partition = Keys.identity(identity);
    return table
        .heads()
        .query(query ->
            query
                .queryConditional(
                    QueryConditional.sortBeginsWith(DatasetTable.key(partition, Keys.DATASETS)))
                // Also where there is none to start after: no dataset has an empty name.
                .exclusiveStartKey(
                    DatasetTable.keyAttributes(partition, Keys.head(afterDatasetName)))
                .filterExpression(
                    Expression.builder()
                        .expression("#exists = :true")
                        .putExpressionName("#exists", HeadSchema.EXISTS)
                        .putExpressionValue(":true", AttributeValue.fromBool(true))
                        .build())
                .limit(pageSize)
                .consistentRead(true))
        .items()
        .stream();
  }

  /**
   * Writes the next head of a dataset that exists, or the first one of a life.
   *
   * @return false if the head was written by someone else, or if the answer to this very write was
   *     lost
   * @throws LimitExceededException if the dataset does not exist and the identity has as many as it
   *     may
   */
  boolean write(Head read, Head next) {
    return read.exists() ? replace(read, next) : create(read, next);
  }

  /** Writes the next head of a dataset that exists, or of one that goes on not to exist. */
  boolean replace(Head read, Head next) {
    try {
      table
          .heads()
          .putItem(put -> put.item(next).conditionExpression(DatasetTable.revisionIs(read)));
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    }
  }

  private boolean create(Head read, Head next) {
    return create(List.of(new HeadWrite(read, next)));
  }

  /**
   * Writes the first head of a life together with others of the same identity.
   *
   * @return false if any of the heads was written by someone else; then none is written
   * @throws LimitExceededException if the identity has as many datasets as it may
   */
  boolean create(List<HeadWrite> writes) {
    Outcome outcome =
        transact(
            writes,
            1,
            Expression.builder()
                .expression("attribute_not_exists(#datasets) OR #datasets < :limit")
                .putExpressionValue(":limit", DatasetTable.number(limits.datasetsPerIdentityMax()))
                .build());
    return switch (outcome) {
      case DONE -> true;
      case LOST -> false;
      case REFUSED -> throw LimitExceededException.tooManyDatasets(limits);
    };
  }

  /**
   * Writes the head of a dataset that was just deleted, together with others of the same identity.
   *
   * @return false if any of the heads was written by someone else; then none is written
   */
  boolean delete(List<HeadWrite> writes) {
    Outcome outcome =
        transact(
            writes,
            -1,
            Expression.builder()
                .expression("#datasets > :zero")
                .putExpressionValue(":zero", DatasetTable.number(0))
                .build());
    return switch (outcome) {
      case DONE -> true;
      case LOST -> false;
      case REFUSED ->
          throw new CorruptDatasetException(
              writes.getFirst().next().id(),
              "the identity's number of datasets is 0 while one exists");
    };
  }

  /**
   * Writes heads of one identity, none of which comes into being or ends.
   *
   * @return false if any of the heads was written by someone else; then none is written
   */
  boolean replace(List<HeadWrite> writes) {
    Outcome outcome =
        transact(writes, 0, Expression.builder().expression("attribute_exists(#datasets)").build());
    return switch (outcome) {
      case DONE -> true;
      case LOST -> false;
      case REFUSED ->
          throw new CorruptDatasetException(
              writes.getFirst().next().id(), "its identity has no number of datasets");
    };
  }

  /** A head as it was read and as it is to be. */
  record HeadWrite(Head read, Head next) {}

  /** What became of a transaction over heads and their identity's number of datasets. */
  private enum Outcome {
    DONE,
    /** A head was written by someone else, or a transaction of someone else is under way. */
    LOST,
    /** The heads are as they were read, but the number of datasets forbids it. */
    REFUSED
  }

  private Outcome transact(List<HeadWrite> writes, int difference, Expression numberCondition) {
    List<TransactWriteItem> items = new ArrayList<>();
    writes.forEach(write -> items.add(put(write)));
    Identity identity = writes.getFirst().next().id().identity();
    items.add(addToNumber(identity, difference, numberCondition));
    try {
      table
          .client()
          .transactWriteItems(
              write -> write.transactItems(items).clientRequestToken(requestTokens.get()));
      return Outcome.DONE;
    } catch (TransactionCanceledException e) {
      return outcome(e);
    }
  }

  private TransactWriteItem put(HeadWrite write) {
    Expression condition = DatasetTable.revisionIs(write.read());
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table.name())
                .item(HeadSchema.SCHEMA.itemToMap(write.next(), true))
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.expressionNames())
                .expressionAttributeValues(condition.expressionValues()))
        .build();
  }

  private TransactWriteItem addToNumber(
      Identity identity, int difference, Expression numberCondition) {
    Map<String, AttributeValue> values = new HashMap<>();
    Optional.ofNullable(numberCondition.expressionValues()).ifPresent(values::putAll);
    values.put(":difference", DatasetTable.number(difference));
    values.put(":entity", AttributeValue.fromS("IDENTITY"));
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(DatasetTable.keyAttributes(Keys.identity(identity), Keys.identityItem()))
                .updateExpression("SET #entity = :entity ADD #datasets :difference")
                .conditionExpression(numberCondition.expression())
                .expressionAttributeNames(Map.of("#datasets", DATASETS, "#entity", "entity"))
                .expressionAttributeValues(values))
        .build();
  }

  private static Outcome outcome(TransactionCanceledException e) {
    List<String> codes = e.cancellationReasons().stream().map(reason -> reason.code()).toList();
    if (codes.isEmpty()) {
      throw e;
    }
    if (codes.contains("TransactionConflict")) {
      return Outcome.LOST;
    }
    // A head that someone else wrote explains everything; only with all heads as they were read
    // does the number count.
    if (codes.subList(0, codes.size() - 1).contains(CONDITION_FAILED)) {
      return Outcome.LOST;
    }
    if (codes.getLast().equals(CONDITION_FAILED)) {
      return Outcome.REFUSED;
    }
    throw e;
  }
}
