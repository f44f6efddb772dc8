package io.ergosync.local.objects;

import io.ergosync.local.objects.StoredObjects.Name;
import io.ergosync.local.objects.StoredObjects.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * S3 as far as objects are put, got whole and deleted; every other call is unsupported. Safe for
 * use by many threads.
 */
final class LocalS3Client implements S3Client {
  private static final String CONTENT_TYPE_DEFAULT = "binary/octet-stream";

  private final StoredObjects objects;

  LocalS3Client(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    try (InputStream content = body.contentStreamProvider().newStream()) {
      objects.put(
          new Name(request.bucket(), request.key()),
          new StoredObject(
              SdkBytes.fromInputStream(content),
              request.contentType() == null ? CONTENT_TYPE_DEFAULT : request.contentType()));
      return PutObjectResponse.builder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    StoredObject found =
        objects.find(new Name(request.bucket(), request.key())).orElseThrow(LocalS3Client::noKey);
    GetObjectResponse response =
        GetObjectResponse.builder()
            .contentLength(found.length())
            .contentType(found.contentType())
            .build();
    try {
      return transformer.transform(
          response, AbortableInputStream.create(found.content().asInputStream()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Reading the object was interrupted.", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The object cannot be handed on.", e);
    }
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    objects.delete(new Name(request.bucket(), request.key()));
    return DeleteObjectResponse.builder().build();
  }

  private static NoSuchKeyException noKey() {
    String message = "The specified key does not exist.";
    return NoSuchKeyException.builder()
        .message(message)
        .statusCode(404)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode("NoSuchKey")
                .errorMessage(message)
                .build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Closes nothing: there is nothing open. */
  @Override
  public void close() {}
}
