package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How an identity pool reaches its devices. The original accepts each member without the other.
 *
 * @param applicationArns the SNS platform applications of the pool's apps; empty for none
 * @param roleArn the role that may publish through them; empty for none
 */
public record PushSync(List<String> applicationArns, String roleArn) {
  /** That of a pool without push sync. */
  public static final PushSync NONE = new PushSync(List.of(), "");

  public PushSync {
    applicationArns = List.copyOf(applicationArns);
    requireNonNull(roleArn);
  }
}
