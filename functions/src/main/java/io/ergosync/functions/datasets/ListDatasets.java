package io.ergosync.functions.datasets;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.OpaqueToken;
import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Dataset;
import io.ergosync.domain.Identity;
import io.ergosync.storage.DatasetStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ListDatasets: the datasets of an identity by name, a page at a time. */
public final class ListDatasets implements Operation<ListDatasets.Request, ListDatasets.Response> {
  /** Datasets on a page, unless the client asks for fewer. */
  public static final int PAGE_MAX = 64;

  private final DatasetStorage storage;

  /** The operation on the datasets of a storage. */
  public ListDatasets(DatasetStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Response execute(Request request, RequestContext context) {
    Identity identity = request.identity();
    String after = request.nextToken().isEmpty() ? "" : lastName(identity, request.nextToken());
    int pageSize = (int) Math.min(request.maxResults(), PAGE_MAX);
    List<Dataset> datasets = storage.listDatasets(identity, after, pageSize + 1);
    if (datasets.size() <= pageSize) {
      return new Response(datasets, "");
    }
    List<Dataset> page = datasets.subList(0, pageSize);
    String last = page.getLast().id().datasetName().value();
    return new Response(
        page, OpaqueToken.of(scope(identity), last.getBytes(StandardCharsets.UTF_8)));
  }

  private static String lastName(Identity identity, String nextToken) {
    byte[] name =
        OpaqueToken.content(scope(identity), nextToken)
            .orElseThrow(
                () -> ApiException.invalidParameter("NextToken not valid for these inputs"));
    return new String(name, StandardCharsets.UTF_8);
  }

  private static List<String> scope(Identity identity) {
    return List.of(
        "ListDatasets", identity.identityPoolId().value(), identity.identityId().value());
  }

  /**
   * What is asked for.
   *
   * @param nextToken of the page before; empty for the first page
   * @param maxResults the most datasets that the client takes at once, at least 1
   */
  public record Request(Identity identity, String nextToken, long maxResults) {
    public Request {
      requireNonNull(identity);
      requireNonNull(nextToken);
    }
  }

  /**
   * A page.
   *
   * @param nextToken of the next page; empty on the last
   */
  public record Response(List<Dataset> datasets, String nextToken) {
    public Response {
      datasets = List.copyOf(datasets);
      requireNonNull(nextToken);
    }
  }
}
