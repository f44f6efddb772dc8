package io.ergosync.local;

import io.ergosync.local.Settings.Storage;
import io.ergosync.local.logging.ServerLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

/** Local clouds of the small application {@code cloud.yaml}. */
public final class Clouds {
  public static final Path TEMPLATE = Path.of("src/test/resources/cloud.yaml");

  private Clouds() {}

  /** One on a free port that forgets everything. */
  public static LocalCloud inMemory() {
    return start(new Storage.InMemory(), 0, new ByteArrayOutputStream());
  }

  public static LocalCloud start(Storage storage, int port, ByteArrayOutputStream log) {
    return LocalCloud.start(
        new Settings(
            TEMPLATE,
            port,
            storage,
            new ServerLog(new PrintStream(log, true, StandardCharsets.UTF_8)),
            Clock.systemUTC(),
            new Random()));
  }
}
