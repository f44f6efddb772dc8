package io.ergosync.domain;

/** An update would pass one of the {@link Limits}. Nothing was changed. */
public final class LimitExceededException extends StorageException {
  public LimitExceededException(String message) {
    super(message);
  }

  /** The refusal of a dataset beyond {@link Limits#datasetsPerIdentityMax}. */
  public static LimitExceededException tooManyDatasets(Limits limits) {
    return new LimitExceededException(
        "An identity can have at most %s datasets.".formatted(limits.datasetsPerIdentityMax()));
  }
}
