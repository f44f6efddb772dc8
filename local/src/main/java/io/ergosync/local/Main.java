package io.ergosync.local;

import io.ergosync.local.logging.ServerLog;
import io.ergosync.runtime.ConfigurationException;
import io.ergosync.runtime.Environment;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Runs a local cloud until a signal ends the process. Standard output gets one line, when it is
 * ready; everything else, what functions print included, goes to standard error.
 */
public final class Main {
  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private Main() {}

  /** Run by {@code bin/ergosync local}, which names the template in a system property. */
  public static void main(String[] arguments) {
    PrintStream output = System.out;
    System.setOut(System.err);
    ServerLog log = new ServerLog(System.err);
    try {
      CommandLine line = CommandLine.parse(List.of(arguments));
      LocalCloud cloud =
          LocalCloud.start(
              new Settings(
                  Path.of(System.getProperty("ergosync.template", "template.yaml")),
                  line.port(),
                  line.storage(),
                  log,
                  Clock.systemUTC(),
                  new SecureRandom(),
                  line.functions(),
                  Environment.ofProcess()));
      Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "shutdown"));
      output.println("Ergo Sync is ready on " + cloud.endpoint());
      output.flush();
    } catch (UsageException e) {
      end(log, e, USAGE);
    } catch (ConfigurationException e) {
      end(log, e, FAILURE);
    } catch (RuntimeException | LinkageError e) {
      log.say("The local cloud does not start:", e);
      System.exit(FAILURE);
    }
  }

  /** DynamoDB Local leaves threads behind that would keep the process alive. */
  private static void end(ServerLog log, Exception reason, int status) {
    log.say("ergosync: " + reason.getMessage());
    System.exit(status);
  }
}
