package io.ergosync.storage;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.replace;
import static io.ergosync.storage.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PoolDatasets} must do. Run by one subclass for each. */
public abstract class PoolDatasetsContract {
  private static final IdentityPoolId OTHER = new IdentityPoolId("us-east-1:ffffffff");

  private Storages storages;

  /** The datasets of pools, and where to make them. */
  public record Storages(DatasetStorage datasets, PoolDatasets pools) {}

  /** New, empty ones. */
  protected abstract Storages create();

  @BeforeEach
  final void createStorages() {
    storages = create();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 40, 1_000})
  void page_afterPage_hasEveryDatasetOfThePoolOnce(int countMax) {
    Set<DatasetId> made = new LinkedHashSet<>();
    for (int i = 0; i < 20; i++) {
      made.add(make(identity(POOL, i), "settings"));
      made.add(make(identity(POOL, i), "a.b:c-" + i));
      make(identity(OTHER, i), "settings");
    }

    List<DatasetId> listed = all(countMax);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void page_ofAPoolWithoutDatasets_isEmptyAndTheLast() {
    make(identity(OTHER, 1), "settings");

    assertThat(storages.pools().page(POOL, "", 5).datasets()).isEmpty();
    assertThat(all(5)).isEmpty();
  }

  @Test
  void page_knowsNoDeletedDatasets() {
    DatasetId stays = make(ALICE, "stays");
    DatasetId goes = make(ALICE, "goes");
    storages.datasets().delete(goes);

    assertThat(all(1)).containsExactly(stays);

    make(ALICE, "goes");
    assertThat(all(1)).containsExactlyInAnyOrder(stays, goes);
  }

  @Test
  void page_whileDatasetsComeAndGo_missesNoneThatStays() {
    Set<DatasetId> staying = new LinkedHashSet<>();
    for (int i = 0; i < 60; i += 2) {
      staying.add(make(identity(POOL, i), "settings"));
    }

    List<DatasetId> listed = new ArrayList<>();
    String cursor = "";
    for (int i = 1; ; i += 2) {
      PoolDatasets.Page page = storages.pools().page(POOL, cursor, 2);
      listed.addAll(page.datasets());
      if (page.next().isEmpty()) {
        break;
      }
      cursor = page.next().get();
      DatasetId guest = make(identity(POOL, i), "settings");
      if (i % 4 == 1) {
        storages.datasets().delete(guest);
      }
    }

    assertThat(listed).doesNotHaveDuplicates().containsAll(staying);
  }

  private List<DatasetId> all(int countMax) {
    List<DatasetId> datasets = new ArrayList<>();
    PoolDatasets.Page page = storages.pools().page(POOL, "", countMax);
    datasets.addAll(page.datasets());
    while (page.next().isPresent()) {
      page = storages.pools().page(POOL, page.next().get(), countMax);
      assertThat(page.datasets()).hasSizeLessThanOrEqualTo(countMax);
      datasets.addAll(page.datasets());
    }
    return datasets;
  }

  private DatasetId make(Identity identity, String name) {
    DatasetId id = identity.dataset(new DatasetName(name));
    storages.datasets().update(id, update(replace("key", "value", 0)));
    return id;
  }

  private static Identity identity(IdentityPoolId pool, int number) {
    return new Identity(pool, new IdentityId("us-east-1:%08x".formatted(number * 7919)));
  }
}
