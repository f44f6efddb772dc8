package io.ergosync.delivery.kinesis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A Kinesis that keeps what is put, and fails as it is told. */
public final class InMemoryKinesis implements KinesisClient {
  private final Deque<Function<PutRecordsRequest, PutRecordsResponse>> next = new ArrayDeque<>();
  private final List<PutRecordsRequest> requests = new ArrayList<>();
  private final List<PutRecordsRequestEntry> taken = new ArrayList<>();

  @Override
  public synchronized PutRecordsResponse putRecords(PutRecordsRequest request) {
    requests.add(request);
    return next.isEmpty() ? takeAllBut(request, List.of()) : next.remove().apply(request);
  }

  /** Has the next request fail as a whole. */
  public synchronized InMemoryKinesis thenThrows(RuntimeException failure) {
    next.add(_ -> {
      throw failure;
    });
    return this;
  }

  /** Has the next request end the process. */
  public synchronized InMemoryKinesis thenDies(Error death) {
    next.add(_ -> {
      throw death;
    });
    return this;
  }

  /** Has the next request take all records but some. */
  public synchronized InMemoryKinesis thenRefuses(Integer... places) {
    next.add(request -> takeAllBut(request, List.of(places)));
    return this;
  }

  /** Has the next request take all records, after something else happened. */
  public synchronized InMemoryKinesis thenTakesAfter(Runnable event) {
    next.add(request -> {
      event.run();
      return takeAllBut(request, List.of());
    });
    return this;
  }

  private PutRecordsResponse takeAllBut(PutRecordsRequest request, List<Integer> places) {
    List<PutRecordsResultEntry> results = new ArrayList<>();
    for (int place = 0; place < request.records().size(); place++) {
      if (places.contains(place)) {
        results.add(
            PutRecordsResultEntry.builder()
                .errorCode("ProvisionedThroughputExceededException")
                .errorMessage("Rate exceeded")
                .build());
      } else {
        taken.add(request.records().get(place));
        results.add(PutRecordsResultEntry.builder().sequenceNumber("1").shardId("shard-0").build());
      }
    }
    return PutRecordsResponse.builder().failedRecordCount(places.size()).records(results).build();
  }

  /** What was asked. */
  public synchronized List<PutRecordsRequest> requests() {
    return List.copyOf(requests);
  }

  /** What is in the stream, as text. */
  public synchronized List<String> taken() {
    return taken.stream().map(entry -> entry.data().asUtf8String()).toList();
  }

  @Override
  public String serviceName() {
    return "kinesis";
  }

  @Override
  public void close() {}
}
