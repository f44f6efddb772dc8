package io.ergosync.storage;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;

/** What the merging of identities does to their datasets. */
public interface DatasetMerging {
  /**
   * Moves a dataset under the surviving identity of a merge (access pattern 2b): as {@code
   * <dataset>.<identity>}, with a counter of its own, reported by the surviving identity's dataset
   * of the old name until it is deleted. A dataset that already came by a merge keeps its name.
   * Values, dates and authors stay; tombstones are left behind.
   *
   * <p>May be repeated after a crash anywhere, and run beside anything else: the old dataset goes
   * only once all that is in it is under the surviving identity.
   *
   * @return the name under the surviving identity
   * @throws io.ergosync.domain.DatasetNotFoundException if there is no such dataset
   * @throws io.ergosync.domain.LimitExceededException if the surviving identity cannot take it;
   *     then it stays where it is
   */
  DatasetName merge(DatasetId source, Identity survivor);
}
