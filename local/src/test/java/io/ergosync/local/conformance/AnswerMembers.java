package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The members that the service model gives answers, in the order of the alphabet. */
record AnswerMembers(Map<String, List<String>> byStructure) {
  private static final Path MODEL =
      Path.of("..", "functions", "src", "test", "resources", "answer-members.csv");

  static AnswerMembers read() throws IOException {
    return new AnswerMembers(
        Files.readAllLines(MODEL).stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(",", -1))
            .collect(
                Collectors.toMap(
                    row -> row[0],
                    row -> row[1].isEmpty() ? List.of() : List.of(row[1].split(" ")))));
  }

  /** Fails unless a structure has all members of its model in order, and those in it too. */
  void check(String structure, JsonNode node) {
    List<String> expected = new ArrayList<>(byStructure.get(structure));
    if (!node.has("CognitoStreams")) {
      expected.remove("CognitoStreams");
    }
    if (node.has("__type")) {
      expected.addFirst("__type");
    }
    assertThat(node.properties().stream().map(Map.Entry::getKey))
        .as(structure + " " + node)
        .containsExactlyElementsOf(expected);
    node.properties()
        .forEach(member -> {
          Optional<String> nested = Optional.of(member.getKey()).filter(byStructure::containsKey);
          if (member.getValue().isObject()) {
            nested.ifPresent(name -> check(name, member.getValue()));
          }
          if (member.getValue().isArray()) {
            nested.ifPresent(name -> member.getValue().forEach(element -> check(name, element)));
          }
        });
  }
}
