package io.ergosync.storage;

import io.ergosync.domain.Author;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Identities, datasets and updates for tests. */
public final class Samples {
  public static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012");
  public static final Identity ALICE =
      new Identity(POOL, new IdentityId("us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef"));
  public static final Identity BOB =
      new Identity(POOL, new IdentityId("us-east-1:bbbbbbbb-1234-1234-1234-abcdefabcdef"));
  public static final DatasetId SETTINGS = ALICE.dataset(new DatasetName("settings"));
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  public static final Author DEVELOPER = new Author("123456789012", "");

  private static final AtomicLong SESSIONS = new AtomicLong();

  private Samples() {}

  /** A session that no other call returned, begun with a dataset that never existed. */
  public static SyncSession session() {
    return session(0, 0);
  }

  /** A session that no other call returned, begun at that generation and sync count. */
  public static SyncSession session(long generation, long syncCount) {
    return new SyncSession(SESSIONS.incrementAndGet(), generation, syncCount);
  }

  public static DatasetId dataset(String name) {
    return ALICE.dataset(new DatasetName(name));
  }

  public static RecordPatch replace(String key, String value, long syncCount) {
    return new RecordPatch(key, new RecordValue.Text(value), syncCount, DeviceDate.Absent.ABSENT);
  }

  public static RecordPatch remove(String key, long syncCount) {
    return new RecordPatch(key, Tombstone.TOMBSTONE, syncCount, DeviceDate.Absent.ABSENT);
  }

  /** An update of a session of its own. */
  public static Update update(RecordPatch... patches) {
    return new Update(List.of(patches), session(), DEVELOPER);
  }

  public static Update update(SyncSession session, RecordPatch... patches) {
    return new Update(List.of(patches), session, DEVELOPER);
  }

  public static Update update(List<RecordPatch> patches) {
    return new Update(patches, session(), DEVELOPER);
  }

  /** A record as an update of {@link #DEVELOPER} at {@link #NOW} leaves it. */
  public static DatasetRecord record(String key, String value, long syncCount) {
    return new DatasetRecord(
        key, new RecordValue.Text(value), syncCount, NOW, DEVELOPER.lastModifiedBy(), NOW);
  }

  public static DatasetRecord removed(String key, long syncCount) {
    return new DatasetRecord(
        key, Tombstone.TOMBSTONE, syncCount, NOW, DEVELOPER.lastModifiedBy(), NOW);
  }
}
