package io.ergosync.storage.dynamodb;

import io.ergosync.domain.Commit;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.SyncTrigger;
import io.ergosync.domain.TriggeredUpdate;
import io.ergosync.domain.Update;
import io.ergosync.domain.UpdateResult;
import io.ergosync.domain.UsedSession;
import java.util.List;
import java.util.Optional;

/** An update as it is to be stored, which a trigger may have changed. Not thread-safe. */
interface PlannedUpdate {
  /** What to store over that head. */
  Update over(Head head);

  /** The first answer of the update, which is being sent again. */
  UpdateResult firstAnswer(Head head, UsedSession used);

  /** The update as the client sent it. */
  static PlannedUpdate asSent(Update update) {
    return new PlannedUpdate() {
      @Override
      public Update over(Head head) {
        return update;
      }

      @Override
      public UpdateResult firstAnswer(Head head, UsedSession used) {
        return Commit.firstAnswer(update, used);
      }
    };
  }

  /**
   * The update after a trigger had its say. The trigger is asked again only if there was a commit
   * since.
   */
  static PlannedUpdate triggered(Update update, SyncTrigger trigger, DatasetReader reader) {
    return new PlannedUpdate() {
      private Optional<Asked> asked = Optional.empty();

      @Override
      public Update over(Head head) {
        Asked answer =
            asked
                .filter(before -> before.sees(head))
                .orElseGet(() -> {
                  List<DatasetRecord> records = reader.allRecords(head);
                  return new Asked(head, TriggeredUpdate.of(update, records, trigger));
                });
        asked = Optional.of(answer);
        return answer.update();
      }

      @Override
      public UpdateResult firstAnswer(Head head, UsedSession used) {
        return TriggeredUpdate.firstAnswer(update, used, reader.allRecords(head));
      }
    };
  }

  /** A trigger's answer and the head that it was asked about. */
  record Asked(Head head, Update update) {
    boolean sees(Head now) {
      return head.syncCount() == now.syncCount() && head.generation() == now.generation();
    }
  }
}
