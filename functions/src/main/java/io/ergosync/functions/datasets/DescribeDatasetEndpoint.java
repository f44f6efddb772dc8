package io.ergosync.functions.datasets;

import io.ergosync.api.DatasetMembers;
import io.ergosync.api.Endpoint;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.Route;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.DatasetId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the API says about {@link DescribeDataset}. */
public final class DescribeDatasetEndpoint {
  /** The one for every form of the API. */
  public static final Endpoint<DatasetId, Dataset> ENDPOINT =
      new Endpoint<>(
          "DescribeDataset",
          Route.of(
              "GET",
              "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}"),
          Set.of(),
          Map.of(),
          EnumSet.allOf(CallerKind.class),
          EnumSet.of(
              ErrorCode.NOT_AUTHORIZED,
              ErrorCode.INVALID_PARAMETER,
              ErrorCode.RESOURCE_NOT_FOUND,
              ErrorCode.INTERNAL_ERROR,
              ErrorCode.TOO_MANY_REQUESTS),
          DatasetMembers::dataset,
          DatasetJson::response);

  private DescribeDatasetEndpoint() {}
}
