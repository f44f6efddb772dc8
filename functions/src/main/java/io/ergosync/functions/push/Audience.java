package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.RegisteredDevice;
import java.util.List;

/**
 * Who is to be told of a dataset's commits.
 *
 * @param roleArn the role to tell them in; empty for the function's own
 */
record Audience(List<RegisteredDevice> devices, String roleArn) {
  /** That of a pool that does not push. */
  static final Audience NOBODY = new Audience(List.of(), "");

  Audience {
    devices = List.copyOf(devices);
    requireNonNull(roleArn);
  }
}
