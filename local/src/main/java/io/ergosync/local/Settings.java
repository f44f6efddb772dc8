package io.ergosync.local;

import io.ergosync.local.logging.ServerLog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * How a local cloud is to run.
 *
 * @param template the template that it serves
 * @param port 0 for a free one
 * @param log where requests that fail are explained
 * @param random the source of ids, keys and jitter; must be unpredictable outside tests
 */
public record Settings(
    Path template, int port, Storage storage, ServerLog log, Clock clock, RandomGenerator random) {
  /** Where data is kept. */
  public sealed interface Storage {
    /** Nowhere: it is forgotten when the local cloud is closed. */
    record InMemory() implements Storage {}

    /** In a folder, which is made where it is missing. */
    record OnDisk(Path folder) implements Storage {}
  }
}
