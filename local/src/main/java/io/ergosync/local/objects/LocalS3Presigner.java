package io.ergosync.local.objects;

import io.ergosync.local.objects.StoredObjects.Name;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.AbortMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.CompleteMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.CreateMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.DeleteObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedAbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedCompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedCreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedDeleteObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.UploadPartPresignRequest;

/**
 * Makes URLs by which objects can be read; every other kind is unsupported. Safe for use by many
 * threads.
 */
final class LocalS3Presigner implements S3Presigner {
  /** The limit of S3's signatures. */
  private static final Duration LIFETIME_MAX = Duration.ofDays(7);

  private final ObjectUrls urls;
  private final Clock clock;

  LocalS3Presigner(ObjectUrls urls, Clock clock) {
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException if the URL is to live for more than 7 days, as the SDK's own
   */
  @Override
  public PresignedGetObjectRequest presignGetObject(GetObjectPresignRequest request) {
    Duration lifetime = request.signatureDuration();
    if (lifetime.compareTo(LIFETIME_MAX) > 0) {
      throw new IllegalArgumentException(
          "Requests that are pre-signed by SigV4 algorithm are valid for at most 7 days.");
    }
    URI url =
        urls.sign(
            new Name(request.getObjectRequest().bucket(), request.getObjectRequest().key()),
            lifetime);
    return PresignedGetObjectRequest.builder()
        .expiration(clock.instant().plus(lifetime))
        .isBrowserExecutable(true)
        .signedHeaders(Map.of("host", List.of(url.getAuthority())))
        .httpRequest(SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url).build())
        .build();
  }

  @Override
  public PresignedPutObjectRequest presignPutObject(PutObjectPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PresignedDeleteObjectRequest presignDeleteObject(DeleteObjectPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PresignedCreateMultipartUploadRequest presignCreateMultipartUpload(
      CreateMultipartUploadPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PresignedUploadPartRequest presignUploadPart(UploadPartPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PresignedCompleteMultipartUploadRequest presignCompleteMultipartUpload(
      CompleteMultipartUploadPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PresignedAbortMultipartUploadRequest presignAbortMultipartUpload(
      AbortMultipartUploadPresignRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Closes nothing: there is nothing open. */
  @Override
  public void close() {}
}
