package io.ergosync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration MAX = Duration.ofMinutes(15);

  @ParameterizedTest
  @CsvSource({"1,5", "2,10", "3,20", "7,320", "8,640", "9,900", "10,900", "60,900"})
  void after_eachFailure_isUpToTwiceTheOneBefore(int attempts, long secondsMax) {
    Duration longest = Duration.ZERO;
    for (int seed = 0; seed < 500; seed++) {
      Duration pause = Pauses.after(attempts, FIRST, MAX, new Random(seed));
      longest = pause.compareTo(longest) > 0 ? pause : longest;
      assertThat(pause)
          .isBetween(Duration.ofMillis(secondsMax * 500), Duration.ofSeconds(secondsMax));
    }
    assertThat(longest).isGreaterThan(Duration.ofMillis(secondsMax * 900));
  }

  @Property(tries = 300)
  void after_anyNumberOfFailures_isNeitherZeroNorLongerThanTheLongest(
      @ForAll @IntRange(min = 1) int attempts, @ForAll long seed) {
    assertThat(Pauses.after(attempts, FIRST, MAX, new Random(seed)))
        .isBetween(Duration.ofMillis(2_500), MAX);
  }
}
