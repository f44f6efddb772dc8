package io.ergosync.benchmarks;

import io.ergosync.local.database.DatabaseServer;
import io.ergosync.local.http.Body;
import io.ergosync.local.invoke.Endpoints;
import io.ergosync.local.invoke.FunctionOutput;
import io.ergosync.local.invoke.RuntimeAnswer;
import io.ergosync.local.invoke.RuntimeJars;
import io.ergosync.local.invoke.RuntimeProcess;
import io.ergosync.local.invoke.UnpackedZip;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long functions take to start, under AWS's runtime interface client and the flags that
 * Lambda's managed runtime has: the start of the process to the first answer, ours against a bare
 * handler's, interleaved; and the first request after a snapshot, against warm ones.
 */
public final class ColdStart {
  private static final int RUNS = 10;
  private static final int WARM_REQUESTS = 50;
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  private final Template template = TemplateReader.read(Path.of("template.yaml"));
  private final DatabaseServer database = DatabaseServer.start(template.tables());
  private final UpdateEvents events = new UpdateEvents();
  private final Path task;

  private ColdStart(Path task) throws IOException {
    this.task = task;
  }

  /** Prints the tables. */
  public static void main(String[] arguments) throws IOException {
    try (UnpackedZip zip = UnpackedZip.of(Path.of("functions/target/functions.zip"))) {
      addBareHandler(zip.root());
      new ColdStart(zip.root()).run();
    }
    // DynamoDB Local leaves threads behind.
    System.exit(0);
  }

  /** Into the same package: both start with the same class path. */
  private static void addBareHandler(Path root) throws IOException {
    String file = BareHandler.class.getName().replace('.', '/') + ".class";
    Path target = root.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(
        Path.of("benchmarks/target/classes").resolve(file),
        target,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void run() {
    FunctionDefinition ours = template.function("UpdateRecords").orElseThrow();
    FunctionDefinition bare =
        new FunctionDefinition(
            "BareFunction",
            BareHandler.class.getName(),
            ours.timeout(),
            ours.memoryMegabytes(),
            ours.variables(),
            List.of());
    Map<String, String> snapshot = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    // These are not timed: writing down what is loaded takes time. They fill the file cache.
    int ourClasses = classes(ours, Map.of());
    int bareClasses = classes(bare, Map.of());
    int restoredClasses = classes(ours, snapshot);
    List<Start> ourStarts = new ArrayList<>();
    List<Start> bareStarts = new ArrayList<>();
    List<Start> restored = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      ourStarts.add(start(ours, Map.of()));
      bareStarts.add(start(bare, Map.of()));
      restored.add(start(ours, snapshot));
    }
    System.out.printf(
        "| Case (median of %d, min - max) | First answer, ms | Of it the first request, ms | Classes of the first request | Warm request, ms |%n",
        RUNS);
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    print("UpdateRecords", ourStarts, ourClasses);
    print("a bare handler with one GetItem", bareStarts, bareClasses);
    print("UpdateRecords, primed as for a snapshot", restored, restoredClasses);
    System.out.printf(
        "%nUpdateRecords / bare: %.2f. First request after priming / warm: %.2f.%n",
        median(ourStarts, Start::firstAnswer) / median(bareStarts, Start::firstAnswer),
        median(restored, Start::firstRequest) / median(restored, Start::warm));
  }

  /**
   * What one process took, in milliseconds.
   *
   * @param firstAnswer from the start of the process
   * @param warm the median of later requests
   */
  private record Start(double firstAnswer, double firstRequest, double warm) {}

  private Start start(FunctionDefinition function, Map<String, String> variables) {
    try (FunctionOutput printed = FunctionOutput.create()) {
      Body first = events.next();
      long started = System.nanoTime();
      try (RuntimeProcess process = process(function, variables, List.of(), printed)) {
        require(process.awaitInitialized(), printed);
        long asked = System.nanoTime();
        require(process.invoke(first, TIME_MAX), printed);
        long answered = System.nanoTime();
        double[] warm = new double[WARM_REQUESTS];
        for (int request = 0; request < WARM_REQUESTS; request++) {
          Body event = events.next();
          long begin = System.nanoTime();
          require(process.invoke(event, TIME_MAX), printed);
          warm[request] = milliseconds(System.nanoTime() - begin);
        }
        Arrays.sort(warm);
        return new Start(
            milliseconds(answered - started),
            milliseconds(answered - asked),
            warm[WARM_REQUESTS / 2]);
      }
    }
  }

  /** How many classes the first request loads. */
  private int classes(FunctionDefinition function, Map<String, String> variables) {
    try (FunctionOutput printed = FunctionOutput.create();
        FunctionOutput loaded = FunctionOutput.create();
        RuntimeProcess process =
            process(
                function,
                variables,
                List.of("-Xlog:class+load:file=" + loaded.file()),
                printed)) {
      require(process.awaitInitialized(), printed);
      int before = lines(loaded);
      require(process.invoke(events.next(), TIME_MAX), printed);
      return lines(loaded) - before;
    }
  }

  private RuntimeProcess process(
      FunctionDefinition function,
      Map<String, String> variables,
      List<String> jvmArguments,
      FunctionOutput printed) {
    Map<String, String> all = new HashMap<>(Endpoints.of(database, Map.of()));
    all.putAll(variables);
    return RuntimeProcess.start(
        new RuntimeProcess.Setup(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            RuntimeJars.named("local/target/runtime"),
            task,
            all,
            jvmArguments,
            printed.file()),
        function);
  }

  private static void require(RuntimeAnswer answer, FunctionOutput printed) {
    if (!(answer instanceof RuntimeAnswer.Answered)) {
      throw new IllegalStateException(answer + "\n" + printed.text());
    }
  }

  private static int lines(FunctionOutput file) {
    try (Stream<String> lines = Files.lines(file.file().toPath())) {
      return (int) lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double milliseconds(long nanos) {
    return nanos / 1e6;
  }

  private interface Value {
    double of(Start start);
  }

  private static double median(List<Start> starts, Value value) {
    return starts.stream().mapToDouble(value::of).sorted().toArray()[starts.size() / 2];
  }

  private static void print(String name, List<Start> starts, int classes) {
    System.out.printf(
        "| %s | %s | %s | %d | %.1f |%n",
        name,
        spread(starts, Start::firstAnswer),
        spread(starts, Start::firstRequest),
        classes,
        median(starts, Start::warm));
  }

  private static String spread(List<Start> starts, Value value) {
    double[] sorted = starts.stream().mapToDouble(value::of).sorted().toArray();
    return "%.0f (%.0f - %.0f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }
}
