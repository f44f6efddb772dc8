package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.auth.CallerKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that the API says about an operation, written once for every form of it. Immutable.
 *
 * @param operation its name, such as {@code ListRecords}
 * @param route where it is in the REST form
 * @param queryMembers the members that the REST form has in the query; there they begin with a
 *     small letter
 * @param headerMembers the members that the REST form has in headers, with the header's name
 * @param callers who may call it
 * @param errors what it may fail with
 * @param decoder reads and validates its request
 * @param encoder writes its response: every member, a null node for what is absent, dates as
 *     decimal seconds
 */
public record Endpoint<I, O>(
    String operation,
    Route route,
    Set<String> queryMembers,
    Map<String, String> headerMembers,
    Set<CallerKind> callers,
    Set<ErrorCode> errors,
    Function<MemberReader, Parsed<I>> decoder,
    Function<O, ObjectNode> encoder) {
  /** What every operation may fail with: the pipeline itself raises these. */
  private static final Set<ErrorCode> OF_THE_PIPELINE =
      EnumSet.of(ErrorCode.NOT_AUTHORIZED, ErrorCode.INVALID_PARAMETER, ErrorCode.INTERNAL_ERROR);

  public Endpoint {
    requireNonNull(operation);
    requireNonNull(route);
    queryMembers = Set.copyOf(queryMembers);
    headerMembers = Map.copyOf(headerMembers);
    callers = Set.copyOf(callers);
    errors = Set.copyOf(errors);
    requireNonNull(decoder);
    requireNonNull(encoder);
    if (!errors.containsAll(OF_THE_PIPELINE)) {
      throw new IllegalArgumentException(operation + " must declare " + OF_THE_PIPELINE);
    }
  }
}
