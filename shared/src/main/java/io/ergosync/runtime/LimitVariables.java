package io.ergosync.runtime;

import io.ergosync.domain.Limits;

/** The quotas, as template.yaml's parameters reach a function. */
public final class LimitVariables {
  private LimitVariables() {}

  /**
   * The limits that the environment sets; the original's where it sets none.
   *
   * @throws ConfigurationException if one is not a number in the range that the template allows
   */
  public static Limits read(Environment environment) {
    Limits original = Limits.DEFAULT;
    return new Limits(
        environment.number(
            "DATASETS_PER_IDENTITY_MAX", original.datasetsPerIdentityMax(), 1, 1_000),
        environment.number(
            "RECORDS_PER_DATASET_MAX",
            original.recordsPerDatasetMax(),
            1,
            original.itemsPerDatasetMax()),
        environment.number(
            "DATASET_BYTES_MAX", Math.toIntExact(original.datasetBytesMax()), 1, 4_194_304),
        original.itemsPerDatasetMax());
  }
}
