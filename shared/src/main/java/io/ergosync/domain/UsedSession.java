package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A session that an update used up, with what is needed to tell a retry of that update from another
 * one and to answer it again.
 *
 * @param sessionId the {@link SyncSession#id} of the session
 * @param answerDigest the {@link AnswerDigest} of the records that were answered
 * @param syncCount the sync count that the update took
 * @param committedAt when it was taken, to the millisecond
 */
public record UsedSession(long sessionId, long answerDigest, long syncCount, Instant committedAt) {
  public UsedSession {
    requireNonNull(committedAt);
  }
}
