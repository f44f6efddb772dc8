package io.ergosync.simulation.dynamodb;

import java.util.function.LongSupplier;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The calls of a DynamoDB with one table. It checks expressions, keys and sizes as the service does
 * and refuses what it was not made for. Not safe for use by several threads at the same time.
 */
public final class SimulatedDynamoDb implements Calls {
  private final Reads reads;
  private final Queries queries;
  private final Writes writes;
  private final Batches batches;
  private final Transactions transactions;

  /** Calls on a table at which time stands still. */
  public SimulatedDynamoDb(Table table, Misbehaviour misbehaviour) {
    this(table, misbehaviour, () -> 0);
  }

  /**
   * Calls on a table, which several may share.
   *
   * @param millis the time, in milliseconds: the tokens of transactions are forgotten some time
   */
  public SimulatedDynamoDb(Table table, Misbehaviour misbehaviour, LongSupplier millis) {
    reads = new Reads(table, misbehaviour);
    queries = new Queries(table, misbehaviour);
    writes = new Writes(table);
    batches = new Batches(table, misbehaviour);
    transactions = new Transactions(table, millis);
  }

  @Override
  public DynamoDbResponse call(DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> reads.get(get);
      case BatchGetItemRequest batchGet -> reads.batchGet(batchGet);
      case QueryRequest query -> queries.query(query);
      case PutItemRequest put -> writes.put(put);
      case UpdateItemRequest update -> writes.update(update);
      case DeleteItemRequest delete -> writes.delete(delete);
      case BatchWriteItemRequest batchWrite -> batches.write(batchWrite);
      case TransactWriteItemsRequest transactWrite -> transactions.write(transactWrite);
      default ->
          throw new UnsupportedOperationException(
              "the simulated DynamoDB has no " + request.getClass().getSimpleName());
    };
  }
}
