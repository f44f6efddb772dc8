package io.ergosync.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.json.Json;
import io.ergosync.local.http.Body;
import io.ergosync.local.lambda.InvocationResult;
import io.ergosync.local.lambda.Invoker;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.queue.LocalQueues;
import io.ergosync.local.queue.LocalSqsClient;
import io.ergosync.local.template.EventSource;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.QueueDefinition;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {
  private static final QueueDefinition QUEUE =
      new QueueDefinition("Failures", Duration.ZERO, Duration.ZERO, Duration.ofDays(14), "", 0);

  private final TestClock clock = new TestClock();
  private final LocalQueues queues = new LocalQueues(List.of(QUEUE), clock);
  private final StreamStatus status = new StreamStatus();

  /** Sequence numbers, an invocation each. */
  private final List<List<String>> invocations = new ArrayList<>();

  @Test
  void failure_isBisectedUntilTheRecordIsAlone() throws Exception {
    process(source(true, 0, Duration.ZERO), numbers -> numbers.contains("3") ? fail() : "", 4);

    assertThat(invocations)
        .containsExactly(
            List.of("0", "1", "2", "3"),
            List.of("0", "1"),
            List.of("2", "3"),
            List.of("2"),
            List.of("3"));
    assertThat(givenUp()).containsExactly("3-3");
    assertThat(report()).containsEntry("records", 3L).containsEntry("discarded", 1L);
  }

  @Test
  void failureWithoutBisection_isRetriedAsAWholeAndGivenUp() throws Exception {
    process(source(false, 1, Duration.ZERO), _ -> fail(), 2);

    assertThat(invocations).containsExactly(List.of("0", "1"), List.of("0", "1"));
    assertThat(givenUp()).containsExactly("0-1");
    assertThat(failures().getFirst().at("/requestContext/approximateInvokeCount").intValue())
        .isEqualTo(2);
    assertThat(failures().getFirst().get("timestamp").textValue())
        .isEqualTo("2026-01-02T03:04:05.678Z");
  }

  @Test
  void reportedFailure_retriesFromTheLowestOn() throws Exception {
    process(
        source(true, 5, Duration.ZERO), numbers -> numbers.size() == 4 ? failed("2", "1") : "", 4);

    assertThat(invocations).containsExactly(List.of("0", "1", "2", "3"), List.of("1", "2", "3"));
    assertThat(report()).containsEntry("records", 4L).containsEntry("retries", 1L);
  }

  @Test
  void identifierThatIsUnknownOrEmpty_retriesTheWholeBatch() throws Exception {
    for (String answer : List.of(failed("9"), failed(""), "no json", failed("1", "9"))) {
      invocations.clear();
      process(source(true, 5, Duration.ZERO), _ -> invocations.size() == 1 ? answer : "", 2);
      assertThat(invocations).containsExactly(List.of("0", "1"), List.of("0", "1"));
    }
  }

  @Test
  void emptyAnswers_areSuccess() throws Exception {
    for (String answer :
        List.of("", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}")) {
      invocations.clear();
      process(source(true, 5, Duration.ZERO), _ -> answer, 2);
      assertThat(invocations).hasSize(1);
    }
  }

  @Test
  void recordThatIsTooOld_isGivenUpBeforeTheFunctionSeesIt() throws Exception {
    clock.advance(Duration.ofSeconds(61));
    process(source(true, -1, Duration.ofMinutes(1)), _ -> "", 3);

    // Records are a second apart.
    assertThat(invocations).containsExactly(List.of("1", "2"));
    assertThat(givenUp()).containsExactly("0-0");
    assertThat(failures().getFirst().at("/requestContext/condition").textValue())
        .isEqualTo("RecordAgeExceeded");
  }

  @Test
  void recordThatFailsForEver_isGivenUpAtItsAge() throws Exception {
    process(
        source(true, EventSource.UNLIMITED, Duration.ofMinutes(1)),
        _ -> {
          clock.advance(Duration.ofSeconds(25));
          return fail();
        },
        1);

    assertThat(invocations).hasSize(3);
    assertThat(failures().getFirst().at("/requestContext/approximateInvokeCount").intValue())
        .isEqualTo(3);
  }

  private void process(
      EventSource.Stream source, Function<List<String>, String> function, int recordCount)
      throws InterruptedException {
    ServerLog log =
        new ServerLog(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    Invoker invoker = (payload, _) -> invoke(payload, function);
    FunctionDefinition definition =
        new FunctionDefinition(
            "FeedFunction", "a.B", Duration.ofSeconds(1), 128, Map.of(), List.of());
    List<ChangeRecord> batch = new ArrayList<>();
    for (int i = 0; i < recordCount; i++) {
      String number = Integer.toString(i);
      batch.add(
          new ChangeRecord(
              "shardId-1",
              number,
              TestClock.START.plusSeconds(i),
              Json.object(),
              "{\"n\":\"%s\"}".formatted(number),
              ""));
    }
    new BatchProcessor(
            "Feed",
            source,
            invoker,
            new FailureQueue(
                new LocalSqsClient(queues), QUEUE.url(), definition, "arn:stream", clock, log),
            status,
            clock,
            log)
        .process(batch);
  }

  private InvocationResult invoke(Body payload, Function<List<String>, String> function) {
    List<String> numbers = new ArrayList<>();
    json(payload.text().orElseThrow())
        .get("Records")
        .forEach(change -> numbers.add(change.get("n").textValue()));
    invocations.add(numbers);
    String answer = function.apply(numbers);
    return answer.equals(fail())
        ? new InvocationResult.Failed("failed")
        : new InvocationResult.Answered(Body.of(answer));
  }

  private static String fail() {
    return "fail";
  }

  private static String failed(String... numbers) {
    return Arrays.stream(numbers)
        .map("{\"itemIdentifier\":\"%s\"}"::formatted)
        .toList()
        .toString()
        .transform("{\"batchItemFailures\":%s}"::formatted);
  }

  private List<String> givenUp() {
    return failures().stream()
        .map(document -> document.get("DDBStreamBatchInfo"))
        .map(info ->
            info.get("startSequenceNumber").textValue()
                + "-"
                + info.get("endSequenceNumber").textValue())
        .toList();
  }

  private List<JsonNode> failures() {
    List<JsonNode> documents = new ArrayList<>();
    queues.read().at("/Failures/messages").forEach(body -> documents.add(json(body.textValue())));
    return documents;
  }

  private Map<String, Object> report() {
    JsonNode report = status.report(clock, List.of());
    return Map.of(
        "records", report.get("records").longValue(),
        "retries", report.get("retries").longValue(),
        "discarded", report.get("discarded").longValue());
  }

  private static EventSource.Stream source(boolean bisects, int retriesMax, Duration recordAgeMax) {
    return new EventSource.Stream(
        "Stream",
        "Table",
        "arn:stream",
        10,
        Duration.ZERO,
        1,
        bisects,
        retriesMax,
        recordAgeMax,
        true,
        List.of(),
        QUEUE.arn());
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
