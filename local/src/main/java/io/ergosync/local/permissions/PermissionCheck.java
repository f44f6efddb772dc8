package io.ergosync.local.permissions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds what the functions of a template did, in all processes that wrote it down, against what
 * they are allowed.
 *
 * @param unused what is allowed and was never used, one line each
 * @param refused what was tried and is not allowed, one line each
 * @param grantCount how much is allowed
 */
record PermissionCheck(List<String> unused, Set<String> refused, int grantCount) {
  /**
   * Reads what was written down. What other templates' functions did is no matter.
   *
   * @param written the folder of {@link PermissionLog}; nothing was done if it is not there
   */
  static PermissionCheck of(Template template, Path written) throws IOException {
    String policies = PolicyDigest.of(template);
    Set<String> used = new HashSet<>();
    Set<String> refused = new TreeSet<>();
    for (JsonNode line : lines(written)) {
      if (line.path("policies").asText().equals(policies)) {
        String function = line.path("function").asText();
        if (line.has("used")) {
          used.add(key(function, grant(line)));
        } else {
          refused.add(refusal(function, line));
        }
      }
    }
    List<String> unused = new ArrayList<>();
    int count = 0;
    for (FunctionDefinition function : template.functions()) {
      for (Grant grant : new Policy(function.policy()).grants()) {
        count++;
        if (!used.contains(key(function.name(), grant))) {
          unused.add(key(function.name(), grant));
        }
      }
    }
    return new PermissionCheck(unused, refused, count);
  }

  /** Whether everything that is allowed was used, and nothing else was tried. */
  boolean holds() {
    return unused.isEmpty() && refused.isEmpty();
  }

  private static Grant grant(JsonNode line) {
    return new Grant(
        line.path("used").asText(),
        line.path("resource").asText(),
        line.path("leadingKey").asText());
  }

  private static String key(String function, Grant grant) {
    return function + ": " + grant;
  }

  private static String refusal(String function, JsonNode line) {
    String keys = line.path("leadingKeys").isEmpty() ? "" : " with " + line.path("leadingKeys");
    return "%s: %s on %s%s"
        .formatted(function, line.path("refused").asText(), line.path("resource").asText(), keys);
  }

  private static List<JsonNode> lines(Path folder) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return lines;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          read(line).ifPresent(lines::add);
        }
      }
    }
    return lines;
  }

  /** The last line of a process that was killed may have no end. */
  private static Optional<JsonNode> read(String line) {
    try {
      return Optional.of(Json.read(line));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
