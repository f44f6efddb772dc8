package io.ergosync.storage;

import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import java.util.List;
import java.util.Optional;

/**
 * Which identity pools were seen, and what their datasets take together. May be called by any
 * number of threads and processes at the same time.
 */
public interface UsageStorage {
  /** Notes that a pool was seen, now if it was never seen before (access pattern 13). */
  void register(IdentityPoolId identityPoolId);

  /** What a pool takes (access pattern 14); empty for one that was never seen. */
  Optional<IdentityPoolUsage> usage(IdentityPoolId identityPoolId);

  /**
   * What the pools that were seen take, by id (access pattern 15).
   *
   * @param afterIdentityPoolId only ids greater than this one; empty for all
   * @param countMax the most to return, at least 1
   */
  List<IdentityPoolUsage> listUsage(String afterIdentityPoolId, int countMax);
}
