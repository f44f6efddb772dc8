package io.ergosync.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that gathers while the local cloud runs. Safe for use by many threads. */
public interface Readout {
  /** What has gathered. */
  JsonNode read();

  /** Forgets it. */
  void clear();
}
