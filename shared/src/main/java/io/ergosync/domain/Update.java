package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An UpdateRecords request as the storage sees it.
 *
 * @param patches at least one, each of another key
 */
public record Update(List<RecordPatch> patches, SyncSession session, Author author) {
  public Update {
    patches = List.copyOf(patches);
    requireNonNull(session);
    requireNonNull(author);
    if (patches.isEmpty()) {
      throw new IllegalArgumentException("an update has at least one patch");
    }
    if (patches.stream().map(RecordPatch::key).distinct().count() < patches.size()) {
      throw new IllegalArgumentException("an update patches each key once");
    }
  }
}
