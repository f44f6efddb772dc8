package io.ergosync.storage.dynamodb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Reads and writes heads. A write succeeds only if nobody wrote the head since it was read. */
final class Heads {
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
   * Writes the next head of a dataset that exists, or the first one of a generation.
   *
   * @return false if the head was written by another request, or if the answer to this very write
   *     was lost
   * @throws LimitExceededException if the dataset does not exist and the identity has as many as it
   *     may
   */
  boolean write(Head read, Head next) {
    return read.exists() ? replace(read, next) : writeTogether(List.of(new HeadWrite(read, next)));
  }

  /** Writes the next head of a dataset that exists, or of one that still does not. */
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

  /**
   * Writes heads and the numbers of datasets of their identities, all of them or none.
   *
   * @return false if a head was written by another request, or if the answer to this very write was
   *     lost
   * @throws LimitExceededException if an identity has as many datasets as it may
   */
  boolean writeTogether(List<HeadWrite> writes) {
    Map<Identity, Integer> differences =
        writes.stream()
            .collect(
                groupingBy(
                    write -> write.next().id().identity(),
                    LinkedHashMap::new,
                    summingInt(HeadWrite::difference)));
    List<TransactWriteItem> items = new ArrayList<>();
    writes.forEach(write -> items.add(put(write)));
    differences.forEach((identity, difference) -> {
      if (difference != 0) {
        items.add(addToNumber(identity, difference));
      }
    });
    try {
      table
          .client()
          .transactWriteItems(
              write -> write.transactItems(items).clientRequestToken(requestTokens.get()));
      return true;
    } catch (TransactionCanceledException | TransactionInProgressException e) {
      differences.forEach((identity, difference) -> requireNumber(identity, difference, writes));
      return false;
    }
  }

  /** A head as it was read and as it is to be. */
  record HeadWrite(Head read, Head next) {
    /** What it changes the identity's number of datasets by. */
    private int difference() {
      return (next.exists() ? 1 : 0) - (read.exists() ? 1 : 0);
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

  private TransactWriteItem addToNumber(Identity identity, int difference) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(DatasetTable.keyAttributes(Keys.identity(identity), Keys.identityItem()))
                .updateExpression("SET #entity = :entity ADD #datasets :difference")
                .conditionExpression(
                    difference > 0
                        ? "attribute_not_exists(#datasets) OR #datasets <= :bound"
                        : "#datasets >= :bound")
                .expressionAttributeNames(Map.of("#datasets", DATASETS, "#entity", "entity"))
                .expressionAttributeValues(
                    Map.of(
                        ":bound",
                            DatasetTable.number(
                                difference > 0
                                    ? limits.datasetsPerIdentityMax() - difference
                                    : -difference),
                        ":difference", DatasetTable.number(difference),
                        ":entity", AttributeValue.fromS("IDENTITY"))))
        .build();
  }

  /**
   * Refuses a write that was cancelled because of an identity's number of datasets. What a
   * cancellation says of its reasons decides nothing: the number is read, and then the heads, to
   * see that they were as expected when the number was read.
   */
  private void requireNumber(Identity identity, int difference, List<HeadWrite> writes) {
    if (difference == 0) {
      return;
    }
    long number = number(identity);
    boolean allowed =
        difference > 0 ? number + difference <= limits.datasetsPerIdentityMax() : number > 0;
    if (allowed
        || writes.stream()
            .filter(write -> write.next().id().identity().equals(identity))
            .anyMatch(write -> read(write.next().id()).revision() != write.read().revision())) {
      return;
    }
    if (difference > 0) {
      throw LimitExceededException.tooManyDatasets(limits);
    }
    throw new CorruptDatasetException(
        writes.getFirst().read().id(), "the identity's number of datasets is 0 while one exists");
  }

  private long number(Identity identity) {
    Map<String, AttributeValue> item =
        table
            .client()
            .getItem(get ->
                get.tableName(table.name())
                    .key(DatasetTable.keyAttributes(Keys.identity(identity), Keys.identityItem()))
                    .consistentRead(true))
            .item();
    return item.containsKey(DATASETS) ? Long.parseLong(item.get(DATASETS).n()) : 0;
  }
}
