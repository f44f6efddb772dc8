package io.ergosync.api;

import static java.util.Objects.requireNonNull;

import io.ergosync.auth.Caller;
import io.ergosync.domain.StorageException;

/**
 * The way of every request: authorise, validate, execute, encode. Every failure ends here, as one
 * of the errors that the endpoint declares. Safe for use by many threads.
 */
public final class Pipeline<I, O> {
  private final Endpoint<I, O> endpoint;
  private final Operation<I, O> operation;
  private final IdentityPools identityPools;

  /**
   * The way to an operation by its endpoint.
   *
   * @param identityPools the pools that are served
   */
  public Pipeline(Endpoint<I, O> endpoint, Operation<I, O> operation, IdentityPools identityPools) {
    this.endpoint = requireNonNull(endpoint);
    this.operation = requireNonNull(operation);
    this.identityPools = requireNonNull(identityPools);
  }

  /** The endpoint that requests come in by. */
  public Endpoint<I, O> endpoint() {
    return endpoint;
  }

  /** Answers a request. Throws nothing. */
  public Answer answer(Call call) {
    try {
      Caller caller = Authorization.check(endpoint, call);
      I request = MemberReader.read(call::member, endpoint.decoder());
      identityPools.check(endpoint, call);
      O response = operation.execute(request, new RequestContext(caller, call.requestId()));
      return new Answer.Success(endpoint.encoder().apply(response));
    } catch (ApiException e) {
      return failure(e);
    } catch (StorageException e) {
      return failure(StorageErrors.of(e, endpoint.errors()));
    } catch (RuntimeException e) {
      return failure(ApiException.internalError(e));
    }
  }

  private Answer failure(ApiException error) {
    if (endpoint.errors().contains(error.code())) {
      return new Answer.Failure(error);
    }
    return new Answer.Failure(
        ApiException.internalError(
            new IllegalStateException(
                "%s raised %s, which it does not declare"
                    .formatted(endpoint.operation(), error.code().wireName()),
                error)));
  }
}
