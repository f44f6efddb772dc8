package io.ergosync.simulation;

import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of datasets is read page by page: each dataset in it, and each that is not, must have been
 * so at some moment.
 */
final class ListDatasetsCheck {
  private final History history;

  ListDatasetsCheck(History history) {
    this.history = history;
  }

  /** Checks an answer. */
  void check(History.Entry entry, Operation.ListDatasets operation, List<?> answer) {
    Map<DatasetId, Dataset> listed = new HashMap<>();
    String previous = operation.afterDatasetName();
    for (Object element : answer) {
      Dataset dataset = (Dataset) element;
      String name = dataset.id().datasetName().value();
      if (name.compareTo(previous) <= 0 || !dataset.id().identity().equals(operation.identity())) {
        throw new Violation(Invariant.DESCRIPTIONS_ARE_TRUE, "not in order: " + entry);
      }
      previous = name;
      listed.put(dataset.id(), dataset);
    }
    boolean full = answer.size() >= operation.countMax();
    for (DatasetId id : history.ids(operation.identity())) {
      String name = id.datasetName().value();
      boolean covered =
          name.compareTo(operation.afterDatasetName()) > 0
              && (!full || name.compareTo(previous) <= 0);
      Optional<Dataset> shown = Optional.ofNullable(listed.remove(id));
      if (covered
          && history.between(id, entry.start(), entry.end()).stream()
              .noneMatch(state -> state.description().equals(shown))) {
        throw new Violation(
            Invariant.DESCRIPTIONS_ARE_TRUE, "%s was never as in %s".formatted(name, entry));
      }
    }
    if (!listed.isEmpty()) {
      throw new Violation(Invariant.DESCRIPTIONS_ARE_TRUE, "there never was " + listed);
    }
  }
}
