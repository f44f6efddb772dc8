package io.ergosync.api;

import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.OutdatedSessionException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;
import java.util.Set;

/** What the storage refuses or fails with, as errors of the service. */
final class StorageErrors {
  private StorageErrors() {}

  /**
   * The error of a failure.
   *
   * @param declared what the endpoint may fail with: throttling is an internal error where the
   *     model has no name for it
   */
  static ApiException of(StorageException e, Set<ErrorCode> declared) {
    return switch (e) {
      // Clients list again after a conflict, and learn of the deletion then.
      case StaleSyncCountException _, OutdatedSessionException _ ->
          told(ErrorCode.RESOURCE_CONFLICT, e);
      case LimitExceededException _ -> told(ErrorCode.LIMIT_EXCEEDED, e);
      case DatasetNotFoundException _ -> told(ErrorCode.RESOURCE_NOT_FOUND, e);
      case DeviceNotFoundException _ -> told(ErrorCode.RESOURCE_NOT_FOUND, e);
      case SessionUsedException _ -> told(ErrorCode.INVALID_PARAMETER, e);
      case ContendedException _, ThrottledException _ ->
          declared.contains(ErrorCode.TOO_MANY_REQUESTS)
              ? told(ErrorCode.TOO_MANY_REQUESTS, e)
              : ApiException.internalError(e);
      case CorruptDatasetException _ -> ApiException.internalError(e);
      case ConfigurationChangedException _ -> told(ErrorCode.CONCURRENT_MODIFICATION, e);
      case BulkPublishInProgressException _ -> told(ErrorCode.DUPLICATE_REQUEST, e);
      case AlreadyStreamedException _ -> told(ErrorCode.ALREADY_STREAMED, e);
    };
  }

  private static ApiException told(ErrorCode code, StorageException e) {
    return new ApiException(code, e.getMessage(), e);
  }
}
