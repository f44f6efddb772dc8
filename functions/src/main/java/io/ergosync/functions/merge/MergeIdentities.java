package io.ergosync.functions.merge;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.ThrottledException;
import io.ergosync.storage.DatasetMerging;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves every dataset of an identity under the one that survives the merge, where clients find it
 * as {@code <dataset>.<identity>} and fold it in (Cognito developer guide, "Handling callbacks").
 * Running it again after a crash, or after room was made, does what is left to do.
 */
public final class MergeIdentities {
  private static final int PAGE = 100;

  private final DatasetStorage storage;
  private final DatasetMerging merging;
  private final FunctionLog log;

  public MergeIdentities(DatasetStorage storage, DatasetMerging merging, FunctionLog log) {
    this.storage = requireNonNull(storage);
    this.merging = requireNonNull(merging);
    this.log = requireNonNull(log);
  }

  /**
   * Merges, dataset by dataset. One that fails, for whatever reason, stays where it is and does not
   * stop the others; merging again tries it again.
   */
  public Result merge(Identity from, Identity to) {
    List<DatasetName> merged = new ArrayList<>();
    List<NotMerged> notMerged = new ArrayList<>();
    String after = "";
    List<Dataset> page = storage.listDatasets(from, after, PAGE);
    while (!page.isEmpty()) {
      for (Dataset dataset : page) {
        mergeOne(dataset.id(), to, merged, notMerged);
      }
      after = page.getLast().id().datasetName().value();
      page = storage.listDatasets(from, after, PAGE);
    }
    return new Result(merged, notMerged);
  }

  private void mergeOne(
      DatasetId dataset, Identity to, List<DatasetName> merged, List<NotMerged> notMerged) {
    try {
      merged.add(merging.merge(dataset, to));
    } catch (DatasetNotFoundException _) {
      // Deleted since it was listed, by its owner or by another run of this merge.
    } catch (LimitExceededException | ContendedException | ThrottledException e) {
      notMerged.add(new NotMerged(dataset.datasetName(), e.getMessage()));
    } catch (RuntimeException e) {
      log.write(
          LogLine.error("A dataset cannot be merged.")
              .with("identityPoolId", dataset.identity().identityPoolId())
              .with("identityId", dataset.identity().identityId())
              .with("datasetName", dataset.datasetName())
              .withStackTrace(e)
              .countingCorruption(e));
      notMerged.add(
          new NotMerged(dataset.datasetName(), "An internal error, which the function's log has."));
    }
  }

  /**
   * The outcome.
   *
   * @param merged their names under the surviving identity
   * @param notMerged those that are still where they were
   */
  public record Result(List<DatasetName> merged, List<NotMerged> notMerged) {
    public Result {
      merged = List.copyOf(merged);
      notMerged = List.copyOf(notMerged);
    }
  }

  /** A dataset that stays where it is, and why. */
  public record NotMerged(DatasetName datasetName, String reason) {}
}
