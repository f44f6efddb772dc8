package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the template: its value, with a path for messages. What an intrinsic function stands
 * for is computed when the place is read, so parts that nothing reads may use any function.
 */
final class Section {
  private final Object value;
  private final String path;
  private final Intrinsics intrinsics;

  Section(Object value, String path, Intrinsics intrinsics) {
    this.value = value;
    this.path = path;
    this.intrinsics = intrinsics;
  }

  /** The section below a key that must be there. */
  Section at(String key) {
    return find(key)
        .orElseThrow(
            () -> new ConfigurationException("The template has no %s.".formatted(pathOf(key))));
  }

  /** The section below a key; an empty map if there is none. */
  Section atOrEmpty(String key) {
    return find(key).orElseGet(() -> below(Map.of(), key));
  }

  /** The section below a key; empty if there is none, or it is {@code AWS::NoValue}. */
  Optional<Section> find(String key) {
    Map<?, ?> map = map();
    return map.containsKey(key)
        ? Optional.of(below(map.get(key), key)).filter(section -> !section.isAbsent())
        : Optional.empty();
  }

  /** The sections below, by key, in the template's order. */
  Map<String, Section> entries() {
    Map<String, Section> entries = new LinkedHashMap<>();
    map().forEach((key, below) -> entries.put(key.toString(), below(below, key.toString())));
    entries.values().removeIf(Section::isAbsent);
    return entries;
  }

  /** The sections below, in order. */
  List<Section> items() {
    if (!(resolved() instanceof List<?> list)) {
      throw wrong("a list");
    }
    List<Section> items = new ArrayList<>();
    for (Object item : list) {
      items.add(below(item, Integer.toString(items.size())));
    }
    items.removeIf(Section::isAbsent);
    return items;
  }

  /** The sections of a list; of any other value, that one. */
  List<Section> oneOrMore() {
    return resolved() instanceof List ? items() : List.of(this);
  }

  /** Whether the value is a map. */
  boolean isMap() {
    return resolved() instanceof Map;
  }

  /** The value as text. */
  String text() {
    Object resolved = resolved();
    if (resolved instanceof Map || resolved instanceof List) {
      throw wrong("a single value");
    }
    return resolved.toString();
  }

  /** The value as a whole number. */
  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw wrong("a whole number");
    }
  }

  /** The value as true or false. */
  boolean flag() {
    return Boolean.parseBoolean(text());
  }

  /** The values of a list as texts. */
  List<String> texts() {
    return items().stream().map(Section::text).toList();
  }

  private Map<?, ?> map() {
    if (resolved() instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong("a map");
  }

  private boolean isAbsent() {
    return resolved().equals(Intrinsics.NO_VALUE);
  }

  private Object resolved() {
    try {
      return intrinsics.resolve(value);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "The template's %s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  private Section below(Object below, String key) {
    return new Section(below, pathOf(key), intrinsics);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private ConfigurationException wrong(String expected) {
    return new ConfigurationException(
        "The template's %s must be %s.".formatted(path.isEmpty() ? "root" : path, expected));
  }
}
