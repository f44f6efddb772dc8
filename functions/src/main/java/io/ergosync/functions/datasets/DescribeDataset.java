package io.ergosync.functions.datasets;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.storage.DatasetStorage;

/** DescribeDataset: what a dataset is, without its records. */
public final class DescribeDataset implements Operation<DatasetId, Dataset> {
  private final DatasetStorage storage;

  /** The operation on the datasets of a storage. */
  public DescribeDataset(DatasetStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Dataset execute(DatasetId dataset, RequestContext context) {
    return storage.describe(dataset).orElseThrow(() -> new DatasetNotFoundException(dataset));
  }
}
