package io.ergosync.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that the newest updates of a dataset used up, newest first. Of an older one it can
 * no longer be told; the sync counts protect the data anyway.
 */
public record UsedSessions(List<UsedSession> sessions) {
  /** How many are remembered. */
  public static final int SESSIONS_MAX = 16;

  /** Those of a dataset that was never updated. */
  public static final UsedSessions NONE = new UsedSessions(List.of());

  public UsedSessions {
    sessions = List.copyOf(sessions);
  }

  /** The update that used the session up, if it is remembered. */
  public Optional<UsedSession> find(SyncSession session) {
    return sessions.stream().filter(used -> used.session().equals(session)).findFirst();
  }

  /** These and one more; the oldest is forgotten where they would be too many. */
  public UsedSessions plus(UsedSession newest) {
    List<UsedSession> all = new ArrayList<>(SESSIONS_MAX);
    all.add(newest);
    all.addAll(sessions.subList(0, Math.min(sessions.size(), SESSIONS_MAX - 1)));
    return new UsedSessions(all);
  }
}
