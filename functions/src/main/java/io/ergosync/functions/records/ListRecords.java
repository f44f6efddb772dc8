package io.ergosync.functions.records;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.Operation;
import io.ergosync.api.RequestContext;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.SyncSession;
import io.ergosync.storage.DatasetStorage;
import java.util.List;
import java.util.Optional;

/**
 * ListRecords: what changed in a dataset after the sync count that a client knows, a page at a
 * time, and the token of the session in which the client may update it.
 */
public final class ListRecords implements Operation<ListRecords.Request, ListRecords.Response> {
  /** Records on a page, unless the client asks for fewer. The iOS client reads only one page. */
  public static final int PAGE_MAX = 1_024;

  private final DatasetStorage storage;
  private final SyncSessionTokens tokens;

  /** The operation on the datasets of a storage, in sessions with these tokens. */
  public ListRecords(DatasetStorage storage, SyncSessionTokens tokens) {
    this.storage = requireNonNull(storage);
    this.tokens = requireNonNull(tokens);
  }

  @Override
  public Response execute(Request request, RequestContext context) {
    DatasetId dataset = request.dataset();
    Optional<ListPosition> reached = reached(request);
    long after = reached.map(position -> position.syncCount() - 1).orElse(request.lastSyncCount());
    Changes changes = storage.listChanges(dataset, after);
    String session = session(request, changes);
    boolean deleted =
        request.lastSyncCount() > 0 && request.lastSyncCount() <= changes.deletedSyncCount();
    return switch (changes) {
      case Changes.Absent absent -> Response.absent(absent, deleted, session);
      case Changes.Present present -> {
        ListPosition position =
            reached.orElseGet(
                () -> ListPosition.start(present.syncCount(), request.lastSyncCount()));
        yield page(request, present, position, deleted, session);
      }
    };
  }

  private static Optional<ListPosition> reached(Request request) {
    return request.nextToken().isEmpty()
        ? Optional.empty()
        : Optional.of(ListPosition.of(request.nextToken(), request.dataset()));
  }

  /** The session to go on with: the client's own as long as it is good, or else a new one. */
  private String session(Request request, Changes changes) {
    String token = request.syncSessionToken();
    if (token.isEmpty()) {
      return tokens.begin(request.dataset(), changes);
    }
    SyncSession session = tokens.read(token, request.dataset());
    if (changes.usedSessions().find(session).isPresent()) {
      throw SyncSessionTokens.used();
    }
    return changes.usedSessions().outdated(session, changes.generation())
        ? tokens.begin(request.dataset(), changes)
        : token;
  }

  private static Response page(
      Request request,
      Changes.Present present,
      ListPosition position,
      boolean deleted,
      String session) {
    if (position.datasetSyncCount() > present.syncCount()) {
      throw ListPosition.notValid();
    }
    if (!deleted && request.lastSyncCount() > position.datasetSyncCount()) {
      throw ApiException.invalidParameter(
          "No such SyncCount: %s exists for this Dataset".formatted(request.lastSyncCount()));
    }
    RecordPage page =
        RecordPage.of(
            present.records().stream()
                .filter(position::precedes)
                .sorted(ListPosition.ORDER)
                .toList(),
            Math.min(request.maxResults(), PAGE_MAX));
    String nextToken =
        page.last() ? "" : position.after(page.records().getLast()).token(request.dataset());
    return new Response(
        page.records(),
        nextToken,
        position.datasetSyncCount(),
        present.lastModifiedBy(),
        present.mergedDatasetNames(),
        true,
        deleted,
        session);
  }

  /**
   * What is asked for.
   *
   * @param lastSyncCount the sync count that the client knows, 0 for none
   * @param maxResults the most records that the client takes at once, at least 1
   * @param nextToken of the page before; empty for the first page
   * @param syncSessionToken of the session to go on with; empty for a new one
   */
  public record Request(
      DatasetId dataset,
      long lastSyncCount,
      long maxResults,
      String nextToken,
      String syncSessionToken) {
    public Request {
      requireNonNull(dataset);
      requireNonNull(nextToken);
      requireNonNull(syncSessionToken);
    }
  }

  /**
   * A page.
   *
   * @param nextToken of the next page; empty on the last
   * @param datasetSyncCount the same on every page of a list; 0 if the dataset does not exist
   * @param lastModifiedBy empty if the dataset does not exist
   * @param datasetDeletedAfterRequestedSyncCount whether the client knows an earlier life of the
   *     dataset
   */
  public record Response(
      List<DatasetRecord> records,
      String nextToken,
      long datasetSyncCount,
      String lastModifiedBy,
      List<DatasetName> mergedDatasetNames,
      boolean datasetExists,
      boolean datasetDeletedAfterRequestedSyncCount,
      String syncSessionToken) {
    public Response {
      records = List.copyOf(records);
      requireNonNull(nextToken);
      requireNonNull(lastModifiedBy);
      mergedDatasetNames = List.copyOf(mergedDatasetNames);
      requireNonNull(syncSessionToken);
    }

    private static Response absent(Changes.Absent absent, boolean deleted, String session) {
      return new Response(
          List.of(), "", 0, "", absent.mergedDatasetNames(), false, deleted, session);
    }
  }
}
