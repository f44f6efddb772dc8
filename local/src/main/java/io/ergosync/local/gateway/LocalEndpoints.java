package io.ergosync.local.gateway;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import java.util.List;
import java.util.Map;

/**
 * What the local cloud tells about itself below {@code /local/}, without a signature. It has no
 * CORS headers, so that pages of other origins cannot read it. Safe for use by many threads.
 */
public final class LocalEndpoints {
  private static final String PREFIX = "/local/";

  private final Map<String, Readout> readouts;
  private final Map<String, Action> actions;
  private final Map<String, Folder> folders;

  /**
   * @param readouts by the name below {@code /local/}
   * @param actions by the name below {@code /local/}
   * @param folders by the name below {@code /local/}
   */
  public LocalEndpoints(
      Map<String, Readout> readouts, Map<String, Action> actions, Map<String, Folder> folders) {
    this.readouts = Map.copyOf(readouts);
    this.actions = Map.copyOf(actions);
    this.folders = Map.copyOf(folders);
  }

  static boolean serves(HttpRequest request) {
    return request.rawPath().startsWith(PREFIX);
  }

  /**
   * GET reads, DELETE empties, POST acts.
   *
   * @throws RefusedException 404 for any other name or method
   */
  HttpResponse answer(HttpRequest request) {
    String name = request.rawPath().substring(PREFIX.length());
    Action action = actions.get(name);
    if (action != null && request.method().equals("POST")) {
      if (request.headers().first("origin").isPresent()) {
        // A page of any origin may send a POST, even though it cannot read the answer.
        throw RefusedException.forbidden(
            "AccessDeniedException", "Web pages may not use what is below /local/.");
      }
      return action.run(request.body());
    }
    int slash = name.indexOf('/');
    Folder folder = folders.get(name.substring(0, Math.max(slash, 0)));
    if (folder != null) {
      return folder.answer(request, name.substring(slash + 1));
    }
    Readout readout = readouts.get(name);
    if (readout == null) {
      throw RefusedException.notFound();
    }
    return answer(request, readout);
  }

  /** What a readout answers. */
  static HttpResponse answer(HttpRequest request, Readout readout) {
    return switch (request.method()) {
      case "GET" -> HttpResponse.json(200, readout.read().toString());
      case "DELETE" -> {
        readout.clear();
        yield new HttpResponse(204, new Headers(List.of()), Body.EMPTY);
      }
      default -> throw RefusedException.notFound();
    };
  }
}
