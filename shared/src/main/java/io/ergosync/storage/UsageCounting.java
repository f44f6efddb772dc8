package io.ergosync.storage;

import io.ergosync.domain.DatasetSize;

/**
 * Keeps the usage of identity pools, off the request path: what follows the table's stream calls it
 * for every write that changed the size of a dataset. It may, but need not, be called for the
 * others.
 */
public interface UsageCounting {
  /**
   * Counts a dataset's size in instead of the one that was counted before (access pattern 16). A
   * size as old as the counted one or older changes nothing: calls may be repeated, reordered and
   * left out for those of them that a later one supersedes, and when the last has been counted the
   * pool's usage is exact. A pool that was never seen is registered.
   *
   * @throws io.ergosync.domain.ContendedException if other counts were faster too often
   */
  void count(DatasetSize size);
}
