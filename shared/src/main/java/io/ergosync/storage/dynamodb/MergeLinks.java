package io.ergosync.storage.dynamodb;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.DatasetName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What ties a dataset to the datasets of merged identities.
 *
 * @param mergedDatasets those that wait to be folded into this one, by name
 * @param mergedInto the dataset that this one waits to be folded into; empty if it does not
 */
record MergeLinks(List<DatasetName> mergedDatasets, String mergedInto) {
  /** Those of a dataset that has nothing to do with merges. */
  static final MergeLinks NONE = new MergeLinks(List.of(), "");

  MergeLinks {
    mergedDatasets = List.copyOf(mergedDatasets);
    requireNonNull(mergedInto);
  }

  MergeLinks plus(DatasetName merged) {
    return new MergeLinks(
        Stream.concat(mergedDatasets.stream(), Stream.of(merged)).distinct().sorted().toList(),
        mergedInto);
  }

  MergeLinks minus(DatasetName merged) {
    return new MergeLinks(
        mergedDatasets.stream().filter(name -> !name.equals(merged)).toList(), mergedInto);
  }

  MergeLinks into(String root) {
    return new MergeLinks(mergedDatasets, root);
  }
}
