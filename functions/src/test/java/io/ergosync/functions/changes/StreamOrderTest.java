package io.ergosync.functions.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rule of docs/streams.md: whatever happens to datasets and on the way, a consumer that follows
 * it has in the end what the datasets have. The system property {@code stories.seed} chooses the
 * first seed and {@code stories.seeds} how many there are; each has several stories.
 */
class StreamOrderTest {
  private static final long FIRST_SEED = Long.getLong("stories.seed", 1);
  private static final long SEEDS = Long.getLong("stories.seeds", 500);

  @Test
  void anyStory_aConsumerByTheRule_hasWhatTheDatasetsHave() {
    firstInexact(StreamConsumer::new, FIRST_SEED, SEEDS)
        .ifPresent(seed -> {
          StreamStory.Outcome outcome =
              inexact(seed, StreamConsumer::new).findFirst().orElseThrow();
          assertThat(outcome.consumed())
              .as("-Dstories.seed=%d -Dstories.seeds=1%n%s", seed, outcome.description())
              .isEqualTo(outcome.stored());
        });
  }

  @Test
  void someStory_aConsumerBySyncCountsAlone_hasWhatWasDeleted() {
    assertThat(firstInexact(ConsumerRule.BySyncCountAlone::new, 1, 100)).isPresent();
  }

  /** The stories are worth something: all that the rule is for happens in them. */
  @Test
  void stories_haveEverythingThatCanHappen() {
    Set<String> happened = ConcurrentHashMap.newKeySet();
    LongStream.range(1, 201)
        .parallel()
        .mapToObj(seed -> StreamStory.of(seed, StreamConsumer::new).getFirst())
        .forEach(outcome -> {
          outcome.steps().forEach(step -> happened.add(step.split(":", 2)[0]));
          outcome
              .records()
              .forEach(record ->
                  happened.add(
                      record.get("operation").asText() + " " + record.get("payloadType").asText()));
        });

    assertThat(happened)
        .contains(
            "update",
            "delete",
            "merge",
            "keep house",
            "feed",
            "feed again",
            "streaming DISABLED",
            "from the queue, Delivered",
            "from the queue, Failed",
            "read for a bulk publish",
            "put a page, Delivered",
            "put a page, Failed",
            "replace Inline",
            "replace S3Url",
            "remove Inline");
  }

  private static OptionalLong firstInexact(
      Supplier<ConsumerRule> consumers, long firstSeed, long seeds) {
    return LongStream.range(firstSeed, firstSeed + seeds)
        .parallel()
        .filter(seed -> inexact(seed, consumers).findAny().isPresent())
        .findFirst();
  }

  private static Stream<StreamStory.Outcome> inexact(long seed, Supplier<ConsumerRule> consumers) {
    return StreamStory.of(seed, consumers).stream().filter(outcome -> !outcome.exact());
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
