package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of values of one type. The rules that its elements break are told together, each once, in
 * the words of AWS services.
 *
 * @param countMax the most elements
 */
record ListType<T>(MemberType<T> element, int countMax) implements MemberType<List<T>> {
  @Override
  public Parsed<List<T>> parse(JsonNode node, Refusals refusals) {
    if (!node.isArray()) {
      refusals.refuseUnseen("Member must be a list");
      return Parsed.invalid();
    }
    if (node.size() > countMax) {
      refusals.refuseUnseen("Member must have length less than or equal to " + countMax);
      return Parsed.invalid();
    }
    ElementRules broken = new ElementRules();
    List<Parsed<T>> elements = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      elements.add(each.isNull() ? broken.notNull() : element.parse(each, broken));
    }
    if (broken.rules.isEmpty()) {
      return Parsed.of(elements.stream().map(Parsed::get).toList());
    }
    String rule = "Member must satisfy constraint: " + broken.rules;
    if (broken.shown.isEmpty()) {
      refusals.refuseUnseen(rule);
    } else {
      refusals.refuse(broken.shown, rule);
    }
    return Parsed.invalid();
  }

  /** Collects what the elements break, and the first of them that may be shown. */
  private static final class ElementRules implements Refusals {
    private final Set<String> rules = new LinkedHashSet<>();
    private String shown = "";

    <T> Parsed<T> notNull() {
      rules.add("Member must not be null");
      return Parsed.invalid();
    }

    @Override
    public void refuse(String sent, String rule) {
      rules.add(rule);
      shown = shown.isEmpty() ? "[" + sent + "]" : shown;
    }

    @Override
    public void refuseUnseen(String rule) {
      rules.add(rule);
    }
  }
}
