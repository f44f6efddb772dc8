package io.ergosync.delivery.kinesis;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.Pause;
import io.ergosync.delivery.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records to a stream, those again that Kinesis did not take for as long as there is time.
 * Safe for use by many threads.
 */
final class StreamWriter {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  StreamWriter(Clock clock, Pause pause, RandomGenerator random) {
    this.clock = requireNonNull(clock);
    this.pause = requireNonNull(pause);
    this.random = requireNonNull(random);
  }

  /**
   * What Kinesis did not take.
   *
   * @param places of the records in what was to be put, rising
   * @param code Kinesis' word for why the last was not taken
   */
  record Refused(List<Integer> places, String code) {}

  /**
   * Puts records, at most as many and as large as one request may be.
   *
   * @param until when no further attempt may start
   */
  Refused put(
      KinesisClient client,
      String streamName,
      List<PutRecordsRequestEntry> entries,
      Instant until) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < entries.size(); place++) {
      places.add(place);
    }
    for (int attempt = 1; ; attempt++) {
      List<PutRecordsRequestEntry> toPut = places.stream().map(entries::get).toList();
      PutRecordsResponse response =
          client.putRecords(put -> put.streamName(streamName).records(toPut));
      Refused refused = refused(places, response);
      if (refused.places().isEmpty()) {
        return refused;
      }
      Duration wait = Pauses.after(attempt, FIRST_PAUSE, PAUSE_MAX, random);
      if (isOver(until, wait)) {
        return refused;
      }
      pause.of(wait);
      places = refused.places();
    }
  }

  /** Whether a moment will have passed after a wait. */
  boolean isOver(Instant until, Duration wait) {
    return clock.instant().plus(wait).isAfter(until);
  }

  private static Refused refused(List<Integer> places, PutRecordsResponse response) {
    List<Integer> refused = new ArrayList<>();
    String code = "";
    for (int i = 0; i < places.size(); i++) {
      PutRecordsResultEntry result = response.records().get(i);
      if (result.errorCode() != null) {
        refused.add(places.get(i));
        code = result.errorCode();
      }
    }
    return new Refused(refused, code);
  }
}
