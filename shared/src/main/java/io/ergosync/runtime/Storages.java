package io.ergosync.runtime;

import io.ergosync.storage.DatasetStorage;

/** Connects functions to the storage that they use. */
public final class Storages {
  private Storages() {}

  /**
   * The datasets of a function's table.
   *
   * @throws ConfigurationException if the environment does not name the table
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static DatasetStorage datasets(FunctionRuntime runtime) {
    throw new IllegalStateException(
        "no storage is connected to table " + runtime.environment().required("TABLE_NAME"));
  }
}
