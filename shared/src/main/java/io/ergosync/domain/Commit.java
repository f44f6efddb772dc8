package io.ergosync.domain;

import static java.util.stream.Collectors.toUnmodifiableList;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What an update makes of a dataset, worked out before anything is written: all of it or nothing.
 *
 * @param result the answer
 * @param counters the dataset's counters afterwards
 * @param usedSession the session that the update uses up
 */
public record Commit(UpdateResult result, Counters counters, UsedSession usedSession) {

  /**
   * Applies an update.
   *
   * @param syncCount the dataset's sync count before it, that of a deleted dataset included
   * @param counters the dataset's counters before it
   * @param versions the newest version of each patched key
   * @param now when the update is taken, to the millisecond
   * @throws StaleSyncCountException for the first patch whose sync count is not its record's
   * @throws LimitExceededException if the result would be over a limit
   */
  public static Commit of(
      Update update,
      long syncCount,
      Counters counters,
      Function<String, RecordVersion> versions,
      Limits limits,
      Instant now) {
    checkSyncCounts(update, versions);
    UpdateResult result = answer(update, syncCount + 1, now);
    Counters after = counters;
    for (DatasetRecord record : result.records()) {
      after = after.replace(versions.apply(record.key()), record);
    }
    after.checkAgainst(limits, counters);
    UsedSession used =
        new UsedSession(
            update.session().id(), AnswerDigest.of(result.records()), result.syncCount(), now);
    return new Commit(result, after, used);
  }

  /**
   * Compares the patches' sync counts with those of their records.
   *
   * @throws StaleSyncCountException for the first patch whose sync count is not its record's
   */
  static void checkSyncCounts(Update update, Function<String, RecordVersion> versions) {
    for (RecordPatch patch : update.patches()) {
      long current = versions.apply(patch.key()).syncCount();
      if (current != patch.syncCount()) {
        throw new StaleSyncCountException(patch.key(), current, patch.syncCount());
      }
    }
  }

  /**
   * The first answer of an update that is sent again, because its client never saw it.
   *
   * @param used the session of the update, which a commit has used up
   * @throws SessionUsedException if that commit was another update's
   */
  public static UpdateResult firstAnswer(Update update, UsedSession used) {
    UpdateResult result = answer(update, used.syncCount(), used.committedAt());
    if (AnswerDigest.of(result.records()) != used.answerDigest()) {
      throw new SessionUsedException();
    }
    return result;
  }

  private static UpdateResult answer(Update update, long syncCount, Instant date) {
    List<DatasetRecord> records =
        update.patches().stream()
            .map(patch -> patch.applied(syncCount, update.author(), date))
            .collect(toUnmodifiableList());
    return new UpdateResult(records, syncCount);
  }
}
