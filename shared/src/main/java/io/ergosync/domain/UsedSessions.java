package io.ergosync.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that the newest updates of a dataset used up, newest first. Each update uses one up
 * and takes the next sync count, so these are the sessions of the newest sync counts without gaps.
 */
public record UsedSessions(List<UsedSession> sessions) {
  /** How many are remembered. */
  public static final int SESSIONS_MAX = 16;

  /** Those of a dataset that was never updated. */
  public static final UsedSessions NONE = new UsedSessions(List.of());

  public UsedSessions {
    sessions = List.copyOf(sessions);
  }

  /** The update that used the session up; empty if none did or it is no longer remembered. */
  public Optional<UsedSession> find(SyncSession session) {
    return sessions.stream().filter(used -> used.sessionId() == session.id()).findFirst();
  }

  /**
   * The update that used the session up; empty if the session can be used. An update of a session
   * that is no longer remembered fails on the sync counts of its records as long as the dataset is
   * not deleted, because they rose when it was taken and never fall within a generation.
   *
   * @param generation the dataset's generation
   * @throws OutdatedSessionException if the dataset was deleted since the session began and the
   *     session may have been used since
   */
  public Optional<UsedSession> findTaken(SyncSession session, long generation) {
    if (outdated(session, generation)) {
      throw new OutdatedSessionException();
    }
    return find(session);
  }

  /**
   * Whether the dataset was deleted since the session began, and it is no longer known whether an
   * update used the session up since.
   *
   * @param generation the dataset's generation
   */
  public boolean outdated(SyncSession session, long generation) {
    return session.generation() < generation
        && sessions.size() == SESSIONS_MAX
        && sessions.getLast().syncCount() > session.syncCount() + 1
        && find(session).isEmpty();
  }

  /** These and one more; the oldest is forgotten where they would be too many. */
  public UsedSessions plus(UsedSession newest) {
    List<UsedSession> all = new ArrayList<>(SESSIONS_MAX);
    all.add(newest);
    all.addAll(sessions.subList(0, Math.min(sessions.size(), SESSIONS_MAX - 1)));
    return new UsedSessions(all);
  }
}
