package io.ergosync.functions.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The rule of docs/streams.md: whatever happens to datasets and on the way, a consumer that follows
 * it has in the end what the datasets have. The system property {@code stories.seed} chooses the
 * first story and {@code stories.count} how many there are.
 */
class StreamOrderTest {
  private static final long FIRST_SEED = Long.getLong("stories.seed", 1);
  private static final long COUNT = Long.getLong("stories.count", 10_000);

  @Test
  void anyStory_aConsumerByTheRule_hasWhatTheDatasetsHave() {
    OptionalLong failing = firstThatFails(StreamConsumer::new, FIRST_SEED, COUNT);

    failing.ifPresent(seed -> {
      StreamStory.Outcome outcome = StreamStory.of(seed, new StreamConsumer());
      assertThat(outcome.consumed())
          .as("-Dstories.seed=%d -Dstories.count=1%n%s", seed, String.join("\n", outcome.steps()))
          .isEqualTo(outcome.stored());
    });
  }

  @Test
  void someStory_aConsumerBySyncCountsAlone_hasWhatWasDeleted() {
    assertThat(firstThatFails(ConsumerRule.BySyncCountAlone::new, 1, 500)).isPresent();
  }

  private static OptionalLong firstThatFails(
      Supplier<ConsumerRule> consumers, long firstSeed, long count) {
    return LongStream.range(firstSeed, firstSeed + count)
        .parallel()
        .filter(seed -> !StreamStory.of(seed, consumers.get()).exact())
        .findFirst();
  }

  /** The document's code is the code that the stories try. */
  @Test
  void document_hasTheRuleOfTheConsumer() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "streams.md"));
    int begin = document.indexOf("```java\n") + "```java\n".length();
    String rule = document.substring(begin, document.indexOf("```", begin));

    String source =
        Files.readString(
            Path.of(
                "src/test/java/io/ergosync/functions/changes",
                StreamConsumer.class.getSimpleName() + ".java"));

    assertThat(rule).startsWith("static final class Dataset {");
    assertThat(source.indent(-2).stripTrailing()).contains(rule.stripTrailing());
  }
}
