package io.ergosync.local.template;

import static java.util.stream.Collectors.toMap;

import io.ergosync.local.template.TableDefinition.Index;
import io.ergosync.local.template.TableDefinition.KeyPart;
import java.util.List;

/** Reads tables. */
final class TableReader {
  private TableReader() {}

  /** Reads one; without a name of its own it is called by its logical id. */
  static TableDefinition read(String logicalId, Section properties) {
    return new TableDefinition(
        properties.find("TableName").map(Section::text).orElse(logicalId),
        properties.at("AttributeDefinitions").items().stream()
            .collect(
                toMap(
                    attribute -> attribute.at("AttributeName").text(),
                    attribute -> attribute.at("AttributeType").text())),
        key(properties),
        properties.find("GlobalSecondaryIndexes").map(Section::items).orElse(List.of()).stream()
            .map(TableReader::index)
            .toList(),
        properties
            .find("StreamSpecification")
            .map(stream -> stream.at("StreamViewType").text())
            .orElse(""),
        properties
            .find("TimeToLiveSpecification")
            .filter(expiry -> expiry.at("Enabled").flag())
            .map(expiry -> expiry.at("AttributeName").text())
            .orElse(""));
  }

  private static List<KeyPart> key(Section section) {
    return section.at("KeySchema").items().stream()
        .map(part -> new KeyPart(part.at("AttributeName").text(), part.at("KeyType").text()))
        .toList();
  }

  private static Index index(Section section) {
    Section projection = section.at("Projection");
    return new Index(
        section.at("IndexName").text(),
        key(section),
        projection.at("ProjectionType").text(),
        projection.find("NonKeyAttributes").map(Section::texts).orElse(List.of()));
  }
}
