package io.ergosync.cache;

import static io.ergosync.storage.Samples.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PoolCacheTest {
  @Test
  void forgetAll_whileAnotherThreadAsks_doesNotKeepWhatItGets() {
    AtomicReference<PoolCache<String>> cache = new AtomicReference<>();
    String[] stored = {"old"};
    cache.set(
        new PoolCache<>(
            _ -> {
              String read = stored[0];
              if (read.equals("old")) {
                // Between the reading and its end, as another thread would.
                stored[0] = "new";
                cache.get().forgetAll();
              }
              return read;
            },
            new TestClock()));

    assertThat(cache.get().get(POOL)).isEqualTo("old");
    assertThat(cache.get().get(POOL)).isEqualTo("new");
  }
}
