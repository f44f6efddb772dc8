package io.ergosync.functions.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.json.Json;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The service model's Events: a map of names to function ARNs. */
final class CognitoEvents {
  /** The most entries of a request, as the service model has it. */
  static final int ENTRIES_MAX = 1;

  private static final Map<String, CognitoEvent> BY_NAME = byName();

  /** An ARN, or an empty text that removes one. */
  private static final MemberType<String> FUNCTION_ARN =
      MemberTypes.text(
          0,
          LambdaFunctionArn.LENGTH_MAX,
          Pattern.compile("(" + LambdaFunctionArn.PATTERN.pattern() + ")?"));

  private CognitoEvents() {}

  private static Map<String, CognitoEvent> byName() {
    Map<String, CognitoEvent> events = new LinkedHashMap<>();
    for (CognitoEvent event : CognitoEvent.values()) {
      events.put(event.wireName(), event);
    }
    return events;
  }

  /** Reads the Events of a request. */
  static Parsed<EventChange> parse(JsonNode node, MemberType.Refusals refusals) {
    if (!node.isObject()) {
      refusals.refuseUnseen("Member must be a map");
      return Parsed.invalid();
    }
    if (node.size() > ENTRIES_MAX) {
      refusals.refuseUnseen("Member must have length less than or equal to " + ENTRIES_MAX);
      return Parsed.invalid();
    }
    if (node.isEmpty()) {
      return Parsed.of(EventChange.None.NONE);
    }
    Map.Entry<String, JsonNode> entry = node.properties().iterator().next();
    CognitoEvent event = BY_NAME.get(entry.getKey());
    if (event == null) {
      // The key is not repeated: it may be anything, of any length.
      refusals.refuseUnseen(
          "Map keys must satisfy constraint: [Member must satisfy enum value set: %s]"
              .formatted(BY_NAME.keySet()));
      return Parsed.invalid();
    }
    return FUNCTION_ARN
        .parse(entry.getValue(), refusals)
        .map(arn ->
            arn.isEmpty()
                ? new EventChange.Removed(event)
                : new EventChange.Replaced(event, new LambdaFunctionArn(arn)));
  }

  /** The response of GetCognitoEvents. */
  static ObjectNode response(Map<CognitoEvent, LambdaFunctionArn> functions) {
    ObjectNode node = Json.object();
    ObjectNode events = node.putObject("Events");
    BY_NAME.forEach((name, event) -> {
      if (functions.containsKey(event)) {
        events.put(name, functions.get(event).value());
      }
    });
    return node;
  }
}
