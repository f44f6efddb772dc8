package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a template. */
public final class TemplateReader {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String HTTP_API = "AWS::Serverless::HttpApi";

  private TemplateReader() {}

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it cannot be read, or says something that cannot run locally
   */
  public static Template read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException("The template %s cannot be read: %s".formatted(file, e));
    }
  }

  /**
   * Reads a template's text.
   *
   * @throws ConfigurationException if it says something that cannot run locally
   */
  public static Template parse(String yaml) {
    if (!(TemplateYaml.parse(yaml) instanceof Map<?, ?> map)) {
      throw new ConfigurationException("The template must be a map.");
    }
    Intrinsics intrinsics = new Intrinsics(map);
    Section root = new Section(map, "", intrinsics);
    Map<String, Section> resources = new LinkedHashMap<>(root.at("Resources").entries());
    resources.values().removeIf(resource -> !exists(resource, intrinsics));
    FunctionReader functions = new FunctionReader(root);
    List<Section> apis = ofType(resources, HTTP_API).map(Map.Entry::getValue).toList();
    if (apis.size() > 1) {
      throw new ConfigurationException(
          "The template has %s HTTP APIs; the local cloud serves one.".formatted(apis.size()));
    }
    return new Template(
        ofType(resources, FUNCTION)
            .map(function -> functions.read(function.getKey(), function.getValue()))
            .toList(),
        ofType(resources, TABLE)
            .map(table -> TableReader.read(table.getKey(), table.getValue()))
            .toList(),
        ofType(resources, QUEUE)
            .map(queue -> QueueReader.read(queue.getKey(), queue.getValue()))
            .toList(),
        apis.stream()
            .findFirst()
            .flatMap(api -> api.find("CorsConfiguration"))
            .map(TemplateReader::cors)
            .orElse(CorsDefinition.NONE));
  }

  private static boolean exists(Section resource, Intrinsics intrinsics) {
    return resource
        .find("Condition")
        .map(condition -> intrinsics.holdsNamed(condition.text()))
        .orElse(true);
  }

  /** The properties of the resources of a type, by logical id. */
  private static Stream<Map.Entry<String, Section>> ofType(
      Map<String, Section> resources, String type) {
    return resources.entrySet().stream()
        .filter(resource -> resource.getValue().at("Type").text().equals(type))
        .map(resource -> Map.entry(resource.getKey(), resource.getValue().atOrEmpty("Properties")));
  }

  private static CorsDefinition cors(Section cors) {
    return new CorsDefinition(
        texts(cors.find("AllowOrigins")),
        texts(cors.find("AllowMethods")),
        texts(cors.find("AllowHeaders")),
        texts(cors.find("ExposeHeaders")),
        cors.find("MaxAge").map(Section::number).orElse(0));
  }

  private static List<String> texts(Optional<Section> section) {
    return section.map(Section::texts).orElse(List.of());
  }
}
