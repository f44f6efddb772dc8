package io.ergosync.functions.datasets;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import io.ergosync.storage.DatasetStorage;

/** DeleteDataset: removes a dataset for good and answers what it was. */
public final class DeleteDataset implements Operation<DatasetId, Dataset> {
  private final DatasetStorage storage;

  /** The operation on the datasets of a storage. */
  public DeleteDataset(DatasetStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Dataset execute(DatasetId dataset, RequestContext context) {
    return storage.delete(dataset);
  }
}
