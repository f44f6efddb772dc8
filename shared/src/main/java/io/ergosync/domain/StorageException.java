package io.ergosync.domain;

/**
 * The base of what a storage refuses or fails with, in the words of the domain. The API pipeline
 * turns each into the service's error, in one place.
 */
public abstract sealed class StorageException extends RuntimeException
    permits AlreadyStreamedException,
        BulkPublishInProgressException,
        ConfigurationChangedException,
        ContendedException,
        CorruptDatasetException,
        DatasetNotFoundException,
        DeviceNotFoundException,
        LimitExceededException,
        OutdatedSessionException,
        SessionUsedException,
        StaleSyncCountException,
        ThrottledException {
  StorageException(String message) {
    super(message);
  }

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
