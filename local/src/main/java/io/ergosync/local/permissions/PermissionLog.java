package io.ergosync.local.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.local.template.Template;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes down what functions use and are refused, each once, for the check at the end of a build: a
 * line of JSON as soon as it happens, so that a process that is killed leaves them too. Safe for
 * use by many threads.
 */
public final class PermissionLog {
  /** The system property that names the folder to write to. */
  public static final String FOLDER = "ergosync.permissions";

  /** Writes nothing. */
  static final PermissionLog NONE = new PermissionLog(Optional.empty(), "");

  private final Optional<Path> file;
  private final String policies;

  private PermissionLog(Optional<Path> file, String policies) {
    this.file = file;
    this.policies = policies;
  }

  /**
   * The one that this process was asked for, which may be none.
   *
   * @throws ConfigurationException if the folder cannot be made
   */
  public static PermissionLog ofProcess(Template template) {
    String folder = System.getProperty(FOLDER, "");
    return folder.isEmpty() ? NONE : in(Path.of(folder), template);
  }

  /**
   * One that writes to a file of its own.
   *
   * @throws ConfigurationException if the folder cannot be made
   */
  static PermissionLog in(Path folder, Template template) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Set %s to a folder that can be written; %s cannot be: %s".formatted(FOLDER, folder, e));
    }
    return new PermissionLog(
        Optional.of(folder.resolve(UUID.randomUUID() + ".jsonl")), PolicyDigest.of(template));
  }

  void used(String function, Grant grant) {
    write(
        line(function)
            .put("used", grant.action())
            .put("resource", grant.resource())
            .put("leadingKey", grant.leadingKey()));
  }

  void refused(String function, Access access) {
    ObjectNode line =
        line(function).put("refused", access.action()).put("resource", access.resource());
    access.leadingKeys().forEach(line.putArray("leadingKeys")::add);
    write(line);
  }

  private ObjectNode line(String function) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("policies", policies)
        .put("function", function);
  }

  private synchronized void write(ObjectNode line) {
    file.ifPresent(path -> {
      try {
        Files.write(
            path,
            (line + "\n").getBytes(UTF_8),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
