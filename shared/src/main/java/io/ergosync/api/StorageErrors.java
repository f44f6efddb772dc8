package io.ergosync.api;

import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.DeviceNotFoundException;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.StorageException;
import io.ergosync.domain.ThrottledException;

/** What the storage refuses or fails with, as errors of the service. */
final class StorageErrors {
  private StorageErrors() {}

  static ApiException of(StorageException e) {
    return switch (e) {
      case StaleSyncCountException _ -> told(ErrorCode.RESOURCE_CONFLICT, e);
      case LimitExceededException _ -> told(ErrorCode.LIMIT_EXCEEDED, e);
      case DatasetNotFoundException _ -> told(ErrorCode.RESOURCE_NOT_FOUND, e);
      case DeviceNotFoundException _ -> told(ErrorCode.RESOURCE_NOT_FOUND, e);
      case SessionUsedException _ -> told(ErrorCode.INVALID_PARAMETER, e);
      case ContendedException _ -> told(ErrorCode.TOO_MANY_REQUESTS, e);
      case ThrottledException _ -> told(ErrorCode.TOO_MANY_REQUESTS, e);
      case CorruptDatasetException _ -> ApiException.internalError(e);
    };
  }

  private static ApiException told(ErrorCode code, StorageException e) {
    return new ApiException(code, e.getMessage(), e);
  }
}
