package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the members of a structure by their API names, wherever the form of the request has them,
 * and notes every violation. Unknown members are nobody's business. For one request on one thread.
 */
public final class MemberReader {
  private final Function<String, JsonNode> members;
  private final String parentPath;
  private final Violations violations;
  private final int violationsBefore;

  private MemberReader(
      Function<String, JsonNode> members, String parentPath, Violations violations) {
    this.members = members;
    this.parentPath = parentPath;
    this.violations = violations;
    this.violationsBefore = violations.count();
  }

  /**
   * Reads a whole request.
   *
   * @param members the member of a name; a missing or null node if it was not sent
   * @throws ApiException InvalidParameterException with every violation
   */
  public static <T> T read(
      Function<String, JsonNode> members, Function<MemberReader, Parsed<T>> decoder) {
    Violations violations = new Violations();
    Parsed<T> request = decoder.apply(new MemberReader(members, "", violations));
    violations.raise();
    return request.get();
  }

  /** A member that has to be there. */
  public <T> Parsed<T> required(String name, MemberType<T> type) {
    JsonNode node = members.apply(name);
    if (absent(node)) {
      violations.missing(path(name));
      return Parsed.invalid();
    }
    return type.parse(node, refusals(path(name)));
  }

  /** A member that may be left out; null is the same as leaving it out. */
  public <T> Parsed<T> optional(String name, MemberType<T> type, T whenAbsent) {
    JsonNode node = members.apply(name);
    return absent(node) ? Parsed.of(whenAbsent) : type.parse(node, refusals(path(name)));
  }

  /** A list of structures; absent and null are the empty list. */
  public <T> Parsed<List<T>> list(String name, Function<MemberReader, Parsed<T>> element) {
    JsonNode list = members.apply(name);
    if (absent(list)) {
      return Parsed.of(List.of());
    }
    if (!list.isArray()) {
      refusals(path(name)).refuseUnseen("Member must be a list");
      return Parsed.invalid();
    }
    int before = violations.count();
    List<Parsed<T>> elements = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      elements.add(structure(list.get(i), path(name) + "." + (i + 1) + ".member", element));
    }
    return violations.count() == before
        ? Parsed.of(elements.stream().map(Parsed::get).toList())
        : Parsed.invalid();
  }

  /** A structure that may be left out; null is the same as leaving it out. */
  public <T> Parsed<T> structure(
      String name, Function<MemberReader, Parsed<T>> decoder, T whenAbsent) {
    JsonNode node = members.apply(name);
    return absent(node) ? Parsed.of(whenAbsent) : structure(node, path(name), decoder);
  }

  /** What the members read so far make together, unless one of them was refused. */
  public <T> Parsed<T> together(Supplier<T> whole) {
    return violations.count() == violationsBefore ? Parsed.of(whole.get()) : Parsed.invalid();
  }

  /** Refuses a member for a rule that takes more than the member itself to check. */
  public void refuse(String name, String sent, String rule) {
    refusals(path(name)).refuse(sent, rule);
  }

  /** Where a member is, as violations name it: {@code recordPatches.1.member.key}. */
  public String path(String name) {
    return parentPath + Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private <T> Parsed<T> structure(
      JsonNode node, String path, Function<MemberReader, Parsed<T>> decoder) {
    if (absent(node)) {
      violations.missing(path);
      return Parsed.invalid();
    }
    if (!node.isObject()) {
      refusals(path).refuseUnseen("Member must be a structure");
      return Parsed.invalid();
    }
    return decoder.apply(new MemberReader(node::path, path + ".", violations));
  }

  private MemberType.Refusals refusals(String path) {
    return new MemberType.Refusals() {
      @Override
      public void refuse(String sent, String rule) {
        violations.add(path, Violations.Echo.of(sent), rule);
      }

      @Override
      public void refuseUnseen(String rule) {
        violations.add(path, Violations.Echo.HIDDEN, rule);
      }
    };
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
