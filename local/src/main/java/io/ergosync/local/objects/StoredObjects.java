package io.ergosync.local.objects;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** The objects of all buckets; every bucket exists. Safe for use by many threads. */
public final class StoredObjects {
  /** How many bytes are kept; the objects that were put first are forgotten first. */
  static final long BYTES_MAX = 512L * 1024 * 1024;

  /**
   * Which object.
   *
   * @param key any text, slashes included
   */
  record Name(String bucket, String key) {}

  /** What it is. */
  record StoredObject(SdkBytes content, String contentType) {
    long length() {
      return content.asByteArrayUnsafe().length;
    }
  }

  private final Map<Name, StoredObject> byName = new LinkedHashMap<>();
  private long bytes;

  synchronized void put(Name name, StoredObject added) {
    delete(name);
    byName.put(name, added);
    bytes += added.length();
    Iterator<StoredObject> oldest = byName.values().iterator();
    while (bytes > BYTES_MAX && oldest.hasNext()) {
      bytes -= oldest.next().length();
      oldest.remove();
    }
  }

  synchronized Optional<StoredObject> find(Name name) {
    return Optional.ofNullable(byName.get(name));
  }

  synchronized void delete(Name name) {
    StoredObject removed = byName.remove(name);
    bytes -= removed == null ? 0 : removed.length();
  }
}
