package io.ergosync.local.invoke;

import io.ergosync.local.http.Body;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One function in a process of its own under AWS's runtime interface client: an execution
 * environment. It ends with {@link #close}. Not safe for use by many threads, as on Lambda one
 * event is dealt with at a time.
 */
public final class RuntimeProcess implements AutoCloseable {
  /** What Lambda's java25 runtime is started with, as far as it bears on what is tested here. */
  static final List<String> JVM_ARGUMENTS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          // By which org.crac finds the runtime's own hooks.
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final Duration STARTING_TIME_MAX = Duration.ofSeconds(60);

  private final RuntimeApi api;
  private final Process process;
  private final AtomicInteger requests = new AtomicInteger();

  private RuntimeProcess(RuntimeApi api, Process process) {
    this.api = api;
    this.process = process;
  }

  /**
   * How to run functions.
   *
   * @param java the JDK's launcher
   * @param runtime the jars of the runtime interface client
   * @param task the unpacked package
   * @param variables what the environment has besides that of the template
   * @param jvmArguments further arguments of the JVM
   * @param output where standard output and error go: a file, which is appended to
   */
  public record Setup(
      Path java,
      List<Path> runtime,
      Path task,
      Map<String, String> variables,
      List<String> jvmArguments,
      File output) {
    public Setup {
      runtime = List.copyOf(runtime);
      variables = Map.copyOf(variables);
      jvmArguments = List.copyOf(jvmArguments);
    }
  }

  /** Starts the process of a function; it need not have come up when this returns. */
  public static RuntimeProcess start(Setup setup, FunctionDefinition function) {
    RuntimeApi api = RuntimeApi.start();
    List<String> command = new ArrayList<>(List.of(setup.java().toString()));
    command.addAll(JVM_ARGUMENTS);
    command.addAll(setup.jvmArguments());
    command.addAll(
        List.of(
            "-cp",
            String.join(File.pathSeparator, setup.runtime().stream().map(Path::toString).toList()),
            MAIN,
            function.handlerClass() + "::handleRequest"));
    ProcessBuilder builder = new ProcessBuilder(command);
    // From here the runtime loads the function, as from /var/task.
    builder.directory(setup.task().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(setup.output()));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "");
    environment.clear();
    environment.put("PATH", path);
    environment.putAll(variables(setup, function, api));
    try {
      Process process = builder.start();
      Thread.ofVirtual().start(() -> api.processEnded(process.onExit().join().exitValue()));
      return new RuntimeProcess(api, process);
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> variables(
      Setup setup, FunctionDefinition function, RuntimeApi api) {
    Map<String, String> variables = new HashMap<>(function.variables());
    variables.put("_HANDLER", function.handlerClass() + "::handleRequest");
    variables.put("LAMBDA_TASK_ROOT", setup.task().toString());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.logicalId());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_REGION", Template.REGION);
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("TZ", ":UTC");
    variables.putAll(setup.variables());
    return variables;
  }

  /** Waits until the function is ready for its first event. */
  public RuntimeAnswer awaitInitialized() {
    return api.awaitInitialized(STARTING_TIME_MAX);
  }

  /** Has the function deal with an event; it may take as long as Lambda would let it. */
  public RuntimeAnswer invoke(Body event, Duration timeMax) {
    return api.invoke(
        String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", requests.incrementAndGet()),
        event,
        timeMax);
  }

  /** Whether the process is running. */
  public boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    api.close();
  }
}
