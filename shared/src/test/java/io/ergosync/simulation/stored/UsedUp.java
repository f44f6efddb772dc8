package io.ergosync.simulation.stored;

import io.ergosync.domain.UsedSessions;
import java.time.Instant;
import java.util.List;

/**
 * A session that an update used up, as a head remembers it.
 *
 * @param answerDigest the fingerprint of the update's answer
 */
public record UsedUp(long sessionId, long answerDigest, long syncCount, Instant committedAt) {
  /** How many of them a head remembers. */
  public static final int REMEMBERED_MAX = 16;

  /** The sessions that a storage answers with, newest first. */
  public static List<UsedUp> of(UsedSessions sessions) {
    return sessions.sessions().stream()
        .map(used ->
            new UsedUp(used.sessionId(), used.answerDigest(), used.syncCount(), used.committedAt()))
        .toList();
  }
}
