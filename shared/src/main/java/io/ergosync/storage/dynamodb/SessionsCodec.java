package io.ergosync.storage.dynamodb;

import io.ergosync.domain.UsedSession;
import io.ergosync.domain.UsedSessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The packed form of the sessions that a dataset's newest updates used up: about 20 bytes each,
 * since every kilobyte of the head is a write unit at each update.
 */
final class SessionsCodec {
  private static final int VERSION = 1;

  private SessionsCodec() {}

  static byte[] encode(UsedSessions used) {
    Packer packer = new Packer().unsigned(VERSION).unsigned(used.sessions().size());
    long syncCount = 0;
    long date = 0;
    for (UsedSession session : used.sessions()) {
      packer.fixed(session.sessionId()).fixed(session.answerDigest());
      packer.signed(session.syncCount() - syncCount);
      packer.signed(session.committedAt().toEpochMilli() - date);
      syncCount = session.syncCount();
      date = session.committedAt().toEpochMilli();
    }
    return packer.toBytes();
  }

  /** The sessions that the bytes hold; damaged bytes are an {@link IllegalArgumentException}. */
  static UsedSessions decode(byte[] bytes) {
    Unpacker unpacker = new Unpacker(bytes);
    long version = unpacker.unsigned();
    if (version != VERSION) {
      throw new IllegalArgumentException("a session ledger of version " + version);
    }
    List<UsedSession> sessions = new ArrayList<>();
    long syncCount = 0;
    long date = 0;
    for (int left = unpacker.count(); left > 0; left--) {
      long sessionId = unpacker.fixed();
      long digest = unpacker.fixed();
      syncCount += unpacker.signed();
      date += unpacker.signed();
      sessions.add(new UsedSession(sessionId, digest, syncCount, Instant.ofEpochMilli(date)));
    }
    unpacker.end();
    return new UsedSessions(sessions);
  }
}
