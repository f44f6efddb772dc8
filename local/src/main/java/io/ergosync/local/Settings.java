package io.ergosync.local;

import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.local.logging.ServerLog;
import io.ergosync.runtime.Environment;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How a local cloud is to run.
 *
 * @param template the template that it serves
 * @param port 0 for a free one
 * @param log where requests that fail are explained
 * @param random the source of ids, keys and jitter; must be unpredictable outside tests
 * @param functions what stands in for the customer's Lambda functions
 * @param environment where {@code AWS_ENDPOINT_URL_<SERVICE>} may point a service elsewhere
 */
public record Settings(
    Path template,
    int port,
    Storage storage,
    ServerLog log,
    Clock clock,
    RandomGenerator random,
    FunctionUrls functions,
    Environment environment) {
  /** Settings without customers' functions, with every service in this process. */
  public Settings(
      Path template,
      int port,
      Storage storage,
      ServerLog log,
      Clock clock,
      RandomGenerator random) {
    this(template, port, storage, log, clock, random, FunctionUrls.NONE, new Environment(Map.of()));
  }

  /** Where data is kept. */
  public sealed interface Storage {
    /** Nowhere: it is forgotten when the local cloud is closed. */
    record InMemory() implements Storage {}

    /** In a folder, which is made where it is missing. */
    record OnDisk(Path folder) implements Storage {}
  }
}
