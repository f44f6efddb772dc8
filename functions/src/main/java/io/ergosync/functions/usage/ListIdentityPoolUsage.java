package io.ergosync.functions.usage;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.IdentityPoolUsage;
import io.ergosync.storage.UsageStorage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** ListIdentityPoolUsage: the usage of the pools that were seen, by id, a page at a time. */
public final class ListIdentityPoolUsage
    implements Operation<ListIdentityPoolUsage.Request, ListIdentityPoolUsage.Response> {
  /** Pools on a page, unless the client asks for fewer: as many as Cognito Identity lists. */
  public static final int PAGE_MAX = 60;

  private final UsageStorage storage;

  /** The operation on the pools of a storage. */
  public ListIdentityPoolUsage(UsageStorage storage) {
    this.storage = requireNonNull(storage);
  }

  @Override
  public Response execute(Request request, RequestContext context) {
    String after = request.nextToken().isEmpty() ? "" : lastId(request.nextToken());
    int pageSize = (int) Math.min(request.maxResults(), PAGE_MAX);
    List<IdentityPoolUsage> usages = storage.listUsage(after, pageSize + 1);
    if (usages.size() <= pageSize) {
      return new Response(usages, pageSize, "");
    }
    List<IdentityPoolUsage> page = usages.subList(0, pageSize);
    return new Response(page, pageSize, token(page.getLast().identityPoolId()));
  }

  /** The last pool of a page in base64, as in the answers that were recorded of the original. */
  private static String token(IdentityPoolId last) {
    return Base64.getEncoder().encodeToString(last.value().getBytes(StandardCharsets.UTF_8));
  }

  private static String lastId(String nextToken) {
    try {
      byte[] bytes = Base64.getDecoder().decode(nextToken);
      return new IdentityPoolId(new String(bytes, StandardCharsets.UTF_8)).value();
    } catch (IllegalArgumentException e) {
      throw ApiException.invalidParameter("NextToken not valid for these inputs");
    }
  }

  /**
   * What is asked for.
   *
   * @param nextToken of the page before; empty for the first page
   * @param maxResults the most pools that the client takes at once, at least 1
   */
  public record Request(String nextToken, long maxResults) {
    public Request {
      requireNonNull(nextToken);
    }
  }

  /**
   * A page.
   *
   * @param maxResults the most pools that could have been on it
   * @param nextToken of the next page; empty on the last
   */
  public record Response(List<IdentityPoolUsage> usages, int maxResults, String nextToken) {
    public Response {
      usages = List.copyOf(usages);
      requireNonNull(nextToken);
    }
  }
}
