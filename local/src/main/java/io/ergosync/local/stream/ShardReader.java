package io.ergosync.local.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a stream from its oldest record, each shard after the one that it came from. For use by one
 * thread.
 */
final class ShardReader {
  private static final int RECORDS_MAX = 1_000;

  /** Takes what was read. */
  @FunctionalInterface
  interface Sink {
    /** Takes records of a shard, in order; may wait. */
    void accept(String shardId, List<Record> records) throws InterruptedException;
  }

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final Map<String, String> iteratorByShard = new HashMap<>();
  private final Map<String, String> lastReadByShard = new HashMap<>();
  private final Set<String> finished = new HashSet<>();

  ShardReader(DynamoDbStreamsClient streams, String streamArn) {
    this.streams = streams;
    this.streamArn = streamArn;
  }

  /** Looks for shards that are new. */
  void discover() {
    List<Shard> shards = shards();
    Set<String> ids = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    finished.retainAll(ids);
    for (Shard shard : shards) {
      String parent = shard.parentShardId();
      boolean isNext = parent == null || !ids.contains(parent) || finished.contains(parent);
      if (isNext
          && !finished.contains(shard.shardId())
          && !iteratorByShard.containsKey(shard.shardId())) {
        iteratorByShard.put(shard.shardId(), fromOldest(shard.shardId()));
      }
    }
  }

  /**
   * Reads what there is of every shard once.
   *
   * @return whether there was anything, or a shard has ended
   */
  boolean read(Sink sink) throws InterruptedException {
    boolean progressed = false;
    for (String shard : new ArrayList<>(iteratorByShard.keySet())) {
      GetRecordsResponse read = get(shard);
      List<Record> records = read.records();
      if (!records.isEmpty()) {
        sink.accept(shard, records);
        lastReadByShard.put(shard, records.getLast().dynamodb().sequenceNumber());
        progressed = true;
      }
      if (read.nextShardIterator() == null) {
        iteratorByShard.remove(shard);
        lastReadByShard.remove(shard);
        finished.add(shard);
        discover();
        progressed = true;
      } else {
        iteratorByShard.put(shard, read.nextShardIterator());
      }
    }
    return progressed;
  }

  private GetRecordsResponse get(String shard) {
    try {
      return records(iteratorByShard.get(shard));
    } catch (ExpiredIteratorException e) {
      // The machine slept. Goes on where it was.
      String last = lastReadByShard.get(shard);
      return records(last == null ? fromOldest(shard) : after(shard, last));
    } catch (TrimmedDataAccessException e) {
      return records(fromOldest(shard));
    }
  }

  private GetRecordsResponse records(String iterator) {
    return streams.getRecords(get -> get.shardIterator(iterator).limit(RECORDS_MAX));
  }

  private String fromOldest(String shard) {
    return streams
        .getShardIterator(get ->
            get.streamArn(streamArn)
                .shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private String after(String shard, String sequenceNumber) {
    return streams
        .getShardIterator(get ->
            get.streamArn(streamArn)
                .shardId(shard)
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  private List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      String from = last;
      DescribeStreamResponse page =
          streams.describeStream(
              describe -> describe.streamArn(streamArn).exclusiveStartShardId(from));
      shards.addAll(page.streamDescription().shards());
      last = page.streamDescription().lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }
}
