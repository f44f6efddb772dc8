package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the log tells of a request: which dataset it was about. With the sync count that an update
 * got, which the log lines of what follows from it have too, a request can be followed through the
 * system.
 *
 * @param texts names as the log has them to ids and names that are well-formed
 */
public record LoggedMembers(Map<String, String> texts) {
  /** A request that could not be read. */
  public static final LoggedMembers NONE = new LoggedMembers(Map.of());

  private static final List<String> NAMES = List.of("IdentityPoolId", "IdentityId", "DatasetName");

  /** Ids and names are of these characters; anything else stays out of the log. */
  private static final Pattern WELL_FORMED = Pattern.compile("[\\w.:-]{1,128}");

  public LoggedMembers {
    texts = Map.copyOf(texts);
  }

  /** Those of a request. */
  public static LoggedMembers of(Call call) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : NAMES) {
      try {
        JsonNode member = call.member(name);
        if (member.isTextual() && WELL_FORMED.matcher(member.textValue()).matches()) {
          texts.put(camelCase(name), member.textValue());
        }
      } catch (ApiException e) {
        // The answer tells.
        return new LoggedMembers(texts);
      }
    }
    return new LoggedMembers(texts);
  }

  void addTo(ObjectNode line) {
    for (String name : NAMES) {
      String logged = camelCase(name);
      if (texts.containsKey(logged)) {
        line.put(logged, texts.get(logged));
      }
    }
  }

  /** Adds the sync count that an update got: all records of its answer have it. */
  static void addCommit(String operation, ObjectNode response, ObjectNode line) {
    JsonNode syncCount = response.at("/Records/0/SyncCount");
    if (operation.equals("UpdateRecords") && syncCount.isNumber()) {
      line.set("syncCount", syncCount);
    }
  }

  private static String camelCase(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
