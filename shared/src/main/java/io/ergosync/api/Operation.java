package io.ergosync.api;

/**
 * What an operation does, from a request that is valid in itself and authorised to a response. It
 * knows no HTTP and no Lambda and catches nothing; an implementation is safe for use by many
 * threads.
 *
 * @param <I> its request
 * @param <O> its response
 */
public interface Operation<I, O> {
  /**
   * Does it.
   *
   * @throws ApiException with an error that the endpoint declares
   * @throws io.ergosync.domain.StorageException from the storage, for the pipeline to turn into an
   *     error
   */
  O execute(I request, RequestContext context);
}
