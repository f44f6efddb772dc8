package io.ergosync.delivery.s3;

import static io.ergosync.delivery.SampleChanges.record;
import static io.ergosync.delivery.SampleChanges.removed;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.delivery.ChangedRecord;
import io.ergosync.delivery.ChangedRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ChangeObjectsTest {
  private final AtomicInteger ids = new AtomicInteger();
  private final InMemoryS3 s3 = new InMemoryS3();
  private final S3ChangeObjects objects =
      new S3ChangeObjects(
          () -> s3,
          () ->
              S3Presigner.builder()
                  .region(Region.EU_WEST_1)
                  .credentialsProvider(
                      StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                  .build(),
          "bucket",
          () -> "id" + ids.incrementAndGet());

  /** A bucket of plain texts. */
  private static final class InMemoryS3 implements S3Client {
    private final Map<String, String> texts = new HashMap<>();

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      try (var stream = body.contentStreamProvider().newStream()) {
        texts.put(
            request.bucket() + "/" + request.key(),
            new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        return PutObjectResponse.builder().build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      byte[] text =
          texts.get(request.bucket() + "/" + request.key()).getBytes(StandardCharsets.UTF_8);
      try {
        return transformer.transform(
            GetObjectResponse.builder().contentLength((long) text.length).build(),
            AbortableInputStream.create(new ByteArrayInputStream(text)));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  @Test
  void put_records_isAnArrayUnderThePoolsId_andGetGivesThemBack() {
    List<ChangedRecord> records = List.of(record("color", "blåu", 7), removed("size", 7));

    ChangedRecords.Stored stored = objects.put(SETTINGS, records);

    assertThat(stored.objectKey()).isEqualTo(POOL + "/id1.json");
    String text = s3.texts.get("bucket/" + stored.objectKey());
    assertThat(text).startsWith("[{\"key\":\"color\",\"value\":\"blåu\",\"syncCount\":7,");
    assertThat(stored.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(objects.get(stored)).isEqualTo(records);
    assertThat(objects.put(SETTINGS, records).objectKey()).isNotEqualTo(stored.objectKey());
  }

  @Test
  void url_isSignedForADay() {
    URI url = objects.url(new ChangedRecords.Stored(POOL + "/id1.json", 10));

    assertThat(url.getHost()).isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
    assertThat(url.getPath()).isEqualTo("/" + POOL + "/id1.json");
    assertThat(url.getQuery()).contains("X-Amz-Expires=86400", "X-Amz-Signature=");
  }
}
