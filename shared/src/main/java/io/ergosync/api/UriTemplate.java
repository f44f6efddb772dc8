package io.ergosync.api;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path with members as whole segments, as the service model writes them.
 *
 * @param template such as {@code /identitypools/{IdentityPoolId}}
 */
public record UriTemplate(String template) {
  /** The names of the members in the path. */
  public Set<String> members() {
    Set<String> members = new LinkedHashSet<>();
    for (String segment : segments(template)) {
      if (isMember(segment)) {
        members.add(memberName(segment));
      }
    }
    return members;
  }

  /** The members in a path, as they stand there; empty if the path is another's. */
  public Optional<Map<String, String>> match(String path) {
    List<String> expected = segments(template);
    List<String> actual = segments(path);
    if (actual.size() != expected.size()) {
      return Optional.empty();
    }
    Map<String, String> members = new HashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      String segment = expected.get(i);
      if (isMember(segment)) {
        members.put(memberName(segment), actual.get(i));
      } else if (!segment.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(members);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static boolean isMember(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String memberName(String segment) {
    return segment.substring(1, segment.length() - 1);
  }
}
