package io.ergosync.local.gateway;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.HttpResponse;

/**
 * Something that the local cloud does on request, where on AWS a person would use the console or
 * the CLI.
 */
@FunctionalInterface
public interface Action {
  /** Does it. */
  HttpResponse run(Body request);
}
