package io.ergosync.local.sigv4;

import io.ergosync.local.http.PercentEncoding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** The canonical forms of a path, from the path as received. */
final class CanonicalPath {
  private CanonicalPath() {}

  /**
   * All forms that signers use: escaped once more (what AWS's SDKs sign, {@code %3A} becomes {@code
   * %253A}) and as received (what many simple signers do), each with and without redundant and
   * relative segments. Most paths have two.
   */
  static Set<String> forms(String rawPath) {
    Set<String> forms = new LinkedHashSet<>();
    for (String path : new String[] {rawPath, normalized(rawPath)}) {
      forms.add(PercentEncoding.encode(path, "/"));
      forms.add(path);
    }
    return forms;
  }

  /**
   * The path without {@code //}, {@code /./} and {@code /../}. Signers end it with a slash only if
   * it came with one, so {@code /a/.} becomes {@code /a}.
   */
  private static String normalized(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", segments);
    return path.endsWith("/") && !segments.isEmpty() ? joined + "/" : joined;
  }
}
