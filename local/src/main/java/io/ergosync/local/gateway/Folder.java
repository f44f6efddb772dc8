package io.ergosync.local.gateway;

import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.PercentEncoding;
import java.util.function.Function;

/** What is below a name of {@code /local/}. Safe for use by many threads. */
@FunctionalInterface
public interface Folder {
  /**
   * Answers a request.
   *
   * @param path what follows the slash after the folder's name, as received
   * @throws io.ergosync.local.http.RefusedException if there is nothing, or it may not be had
   */
  HttpResponse answer(HttpRequest request, String path);

  /** A folder of readouts: whatever its name, there is one. */
  static Folder ofReadouts(Function<String, Readout> readouts) {
    return (request, path) ->
        LocalEndpoints.answer(request, readouts.apply(PercentEncoding.decode(path, "path")));
  }
}
