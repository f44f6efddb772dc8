package io.ergosync.storage;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetSize;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Usage of plain maps for the tests of operations; the contract suite proves it. */
public final class InMemoryUsageStorage implements UsageStorage, UsageCounting {
  private final TreeMap<String, Instant> firstSeen = new TreeMap<>();
  private final Map<DatasetId, DatasetSize> counted = new HashMap<>();
  private final Clock clock;

  public InMemoryUsageStorage(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void register(IdentityPoolId identityPoolId) {
    firstSeen.putIfAbsent(identityPoolId.value(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public synchronized Optional<IdentityPoolUsage> usage(IdentityPoolId identityPoolId) {
    if (!firstSeen.containsKey(identityPoolId.value())) {
      return Optional.empty();
    }
    List<DatasetSize> sizes =
        counted.values().stream()
            .filter(size -> size.dataset().identity().identityPoolId().equals(identityPoolId))
            .toList();
    Instant first = firstSeen.get(identityPoolId.value());
    return Optional.of(
        new IdentityPoolUsage(
            identityPoolId,
            sizes.stream().mapToLong(DatasetSize::dataBytes).sum(),
            sizes.stream()
                .map(DatasetSize::date)
                .filter(first::isBefore)
                .max(Instant::compareTo)
                .orElse(first)));
  }

  @Override
  public synchronized List<IdentityPoolUsage> listUsage(String afterIdentityPoolId, int countMax) {
    return firstSeen.tailMap(afterIdentityPoolId, false).keySet().stream()
        .limit(countMax)
        .map(id -> usage(new IdentityPoolId(id)).orElseThrow())
        .toList();
  }

  @Override
  public synchronized void count(DatasetSize size) {
    register(size.dataset().identity().identityPoolId());
    counted.merge(
        size.dataset(), size, (old, next) -> next.revision() > old.revision() ? next : old);
  }
}
