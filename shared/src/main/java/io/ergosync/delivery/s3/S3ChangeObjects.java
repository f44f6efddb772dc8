package io.ergosync.delivery.s3;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.json.Json;
import io.ergosync.delivery.ChangeObjects;
import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecordJson;
import io.ergosync.delivery.ChangedRecords;
import io.ergosync.domain.DatasetId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects of a bucket, whose lifecycle rule ends them. The key begins with the pool's id, so that a
 * policy or a person can tell whose an object is, and goes on with an id that nobody can guess.
 * Safe for use by many threads.
 */
public final class S3ChangeObjects implements ChangeObjects {
  /** How long a URL is good for, if the credentials that signed it are good for as long. */
  public static final Duration URL_TIME = Duration.ofHours(24);

  private final Supplier<S3Client> client;
  private final Supplier<S3Presigner> presigner;
  private final String bucket;
  private final Supplier<String> ids;

  /**
   * The objects of a bucket.
   *
   * @param client asked for when it is first needed: few changes are large
   * @param presigner likewise
   * @param ids unique and unguessable, of characters that need no encoding in a URL
   */
  public S3ChangeObjects(
      Supplier<S3Client> client,
      Supplier<S3Presigner> presigner,
      String bucket,
      Supplier<String> ids) {
    this.client = requireNonNull(client);
    this.presigner = requireNonNull(presigner);
    this.bucket = requireNonNull(bucket);
    this.ids = requireNonNull(ids);
  }

  @Override
  public ChangedRecords.Stored put(DatasetId dataset, List<ChangedRecord> records) {
    String key = dataset.identity().identityPoolId() + "/" + ids.get() + ".json";
    byte[] json = Json.text(ChangedRecordJson.array(records)).getBytes(StandardCharsets.UTF_8);
    client
        .get()
        .putObject(
            put -> put.bucket(bucket).key(key).contentType("application/json"),
            RequestBody.fromBytes(json));
    return new ChangedRecords.Stored(key, json.length);
  }

  @Override
  public List<ChangedRecord> get(ChangedRecords.Stored stored) {
    return ChangedRecordJson.read(
        client
            .get()
            .getObjectAsBytes(get -> get.bucket(bucket).key(stored.objectKey()))
            .asUtf8String());
  }

  @Override
  public URI url(ChangedRecords.Stored stored) {
    return URI.create(
        presigner
            .get()
            .presignGetObject(sign ->
                sign.signatureDuration(URL_TIME)
                    .getObjectRequest(get -> get.bucket(bucket).key(stored.objectKey())))
            .url()
            .toString());
  }
}
