package io.ergosync.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes values on demand and remembers those that were used last; what is forgotten is made again
 * and may still be in use. Safe for use by many threads.
 */
final class RecentlyUsed<K, V> {
  private static final float LOAD_FACTOR = 0.75f;
  private static final boolean BY_ACCESS = true;

  private final Function<K, V> make;
  private final Map<K, V> values;

  RecentlyUsed(int countMax, Function<K, V> make) {
    this.make = make;
    this.values =
        new LinkedHashMap<>(16, LOAD_FACTOR, BY_ACCESS) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > countMax;
          }
        };
  }

  synchronized V get(K key) {
    return values.computeIfAbsent(key, make);
  }
}
