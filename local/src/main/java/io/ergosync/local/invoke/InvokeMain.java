package io.ergosync.local.invoke;

import io.ergosync.local.database.DatabaseServer;
import io.ergosync.local.http.Body;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code bin/ergosync invoke NAME FILE}: runs one packaged function with one event under AWS's
 * runtime interface client, over an empty DynamoDB Local. Standard output gets what the function
 * answered; everything else, the function's log included, goes to standard error.
 */
public final class InvokeMain {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private InvokeMain() {}

  /** Run by the script, which names files in system properties. */
  public static void main(String[] arguments) {
    int status = run(List.of(arguments), System.out, System.err);
    // DynamoDB Local leaves threads behind that would keep the process alive.
    System.exit(status);
  }

  static int run(List<String> arguments, PrintStream output, PrintStream log) {
    if (arguments.size() != 2) {
      log.println("ergosync: invoke needs the name of a function and a file with an event.");
      return USAGE;
    }
    try {
      Template template =
          TemplateReader.read(Path.of(System.getProperty("ergosync.template", "template.yaml")));
      return run(
          template, function(template, arguments.getFirst()), event(arguments.get(1)), output, log);
    } catch (ConfigurationException e) {
      log.println("ergosync: " + e.getMessage());
      return FAILURE;
    }
  }

  private static FunctionDefinition function(Template template, String name) {
    return template
        .function(name)
        .orElseThrow(() ->
            new ConfigurationException(
                "There is no function %s; the template has %s."
                    .formatted(
                        name,
                        String.join(
                            ", ",
                            template.functions().stream()
                                .map(FunctionDefinition::name)
                                .sorted()
                                .toList()))));
  }

  private static Body event(String file) {
    try {
      return Body.of(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new ConfigurationException("The event %s cannot be read (%s).".formatted(file, e));
    }
  }

  private static int run(
      Template template,
      FunctionDefinition function,
      Body event,
      PrintStream output,
      PrintStream log) {
    try (UnpackedZip zip = UnpackedZip.of(Path.of(System.getProperty("ergosync.package")));
        DatabaseServer database = DatabaseServer.start(template.tables());
        FunctionOutput printed = FunctionOutput.create();
        RuntimeProcess process =
            RuntimeProcess.start(
                new RuntimeProcess.Setup(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    RuntimeJars.named(System.getProperty("ergosync.runtime")),
                    zip.root(),
                    Endpoints.of(database, System.getenv()),
                    List.of(),
                    printed.file()),
                function)) {
      RuntimeAnswer answer = process.awaitInitialized();
      if (answer instanceof RuntimeAnswer.Answered) {
        answer = process.invoke(event, function.timeout());
      }
      log.print(printed.text());
      return switch (answer) {
        case RuntimeAnswer.Answered(Body payload) -> {
          output.println(payload.text().orElse(Arrays.toString(payload.bytes())));
          yield 0;
        }
        case RuntimeAnswer.Failed(Body error) -> {
          output.println(error.text().orElse(""));
          yield FAILURE;
        }
        case RuntimeAnswer.Crashed(String reason) -> {
          log.println("ergosync: %s: %s.".formatted(function.name(), reason));
          yield FAILURE;
        }
      };
    }
  }
}
