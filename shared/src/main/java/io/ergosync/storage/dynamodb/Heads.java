package io.ergosync.storage.dynamodb;

import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private boolean replace(Head read, Head next) {
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
    Outcome outcome =
        transact(
            next,
            DatasetTable.revisionIs(read),
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
   * Writes the head of a dataset that was just deleted.
   *
   * @return false if the head was written by someone else
   */
  boolean delete(Head read, Head next) {
    Outcome outcome =
        transact(
            next,
            DatasetTable.revisionIs(read),
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
              next.id(), "the identity's number of datasets is 0 while one exists");
    };
  }

  /** What became of a transaction over a head and the identity's number of datasets. */
  private enum Outcome {
    DONE,
    /** The head was written by someone else, or a transaction of someone else is under way. */
    LOST,
    /** The head is as it was read, but the number of datasets forbids it. */
    REFUSED
  }

  private Outcome transact(
      Head next, Expression headCondition, int difference, Expression numberCondition) {
    TransactWriteItem head =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table.name())
                    .item(HeadSchema.SCHEMA.itemToMap(next, true))
                    .conditionExpression(headCondition.expression())
                    .expressionAttributeNames(headCondition.expressionNames())
                    .expressionAttributeValues(headCondition.expressionValues()))
            .build();
    TransactWriteItem number = addToNumber(next.id().identity(), difference, numberCondition);
    try {
      table
          .client()
          .transactWriteItems(
              write -> write.transactItems(head, number).clientRequestToken(requestTokens.get()));
      return Outcome.DONE;
    } catch (TransactionCanceledException e) {
      return outcome(e);
    }
  }

  private TransactWriteItem addToNumber(
      Identity identity, int difference, Expression numberCondition) {
    Map<String, AttributeValue> values = new HashMap<>(numberCondition.expressionValues());
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
    if (codes.contains("TransactionConflict")) {
      return Outcome.LOST;
    }
    if (codes.size() == 2 && codes.contains(CONDITION_FAILED)) {
      // A head that someone else wrote explains everything; only with the head as it was read does
      // the number count.
      return codes.getFirst().equals(CONDITION_FAILED) ? Outcome.LOST : Outcome.REFUSED;
    }
    throw e;
  }
}
