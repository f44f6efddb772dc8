package io.ergosync.functions.rpc;

import io.ergosync.functions.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded sample, with ids in the places of the names that stand for them.
 *
 * @param contentLength of the response's body as recorded, in bytes
 */
record RpcSample(String operation, String request, int contentLength, String response) {
  /** What stands for the token of a session: as long as the recorded one was. */
  static final String SYNC_SESSION_TOKEN = "t".repeat(332);

  private static final Path FOLDER = Path.of("src", "test", "resources", "rpc-samples");

  /** All samples. */
  static List<RpcSample> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .map(name -> of(name.substring(0, name.length() - ".txt".length())))
          .toList();
    }
  }

  /** The one of an operation. */
  static RpcSample of(String operation) {
    try {
      String text = Files.readString(FOLDER.resolve(operation + ".txt"));
      String[] parts =
          text.strip()
              .replace("IDENTITY_POOL_ID", Server.IDENTITY.identityPoolId().value())
              .replace("IDENTITY_ID", Server.IDENTITY.identityId().value())
              .replace("SYNC_SESSION_TOKEN", SYNC_SESSION_TOKEN)
              .split("\n\n", -1);
      int contentLength =
          parts[2]
              .lines()
              .filter(line -> line.startsWith("content-length: "))
              .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
              .findFirst()
              .orElseThrow();
      return new RpcSample(operation, parts[1], contentLength, parts[3]);
    } catch (IOException e) {
      throw new AssertionError("no sample of " + operation, e);
    }
  }

  @Override
  public String toString() {
    return operation;
  }
}
