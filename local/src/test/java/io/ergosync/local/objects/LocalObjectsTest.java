package io.ergosync.local.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.TestClock;
import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.RefusedException;
import io.ergosync.runtime.Environment;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class LocalObjectsTest {
  private static final String ROOT = "http://127.0.0.1:8080/local/objects";

  private final TestClock clock = new TestClock();
  private final LocalObjects objects = of(Map.of());

  @Test
  void object_isPutGotAndDeleted() {
    put("bucket", "a/b", "content");
    assertThat(objects.client().getObjectAsBytes(r -> r.bucket("bucket").key("a/b")).asUtf8String())
        .isEqualTo("content");

    objects.client().deleteObject(r -> r.bucket("bucket").key("a/b"));
    assertThatThrownBy(() -> objects.client().getObjectAsBytes(r -> r.bucket("bucket").key("a/b")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void presignedUrl_readsTheObjectUntilItExpires() {
    put("bucket", "us-east-1:a/ü b", "content");
    URI url = presign("bucket", "us-east-1:a/ü b");
    assertThat(url.toString()).startsWith(ROOT + "/bucket/us-east-1%3Aa/%C3%BC%20b?X-Amz-");

    HttpResponse answer = get(url);
    assertThat(answer.body().text()).hasValue("content");
    assertThat(answer.headers().first("content-type")).hasValue("application/json");
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(get(url).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertForbidden(url.toString());
  }

  @Test
  void urlThatWasNotSigned_isForbidden() {
    put("bucket", "a", "content");
    String url = presign("bucket", "a").toString();

    assertForbidden(url.substring(0, url.indexOf('?')));
    assertForbidden(url.replace("/bucket/a?", "/bucket/b?"));
    assertForbidden(url.replace("X-Amz-Expires=86400", "X-Amz-Expires=96400"));
    assertForbidden(url.replaceFirst("X-Amz-Date=\\d", "X-Amz-Date=3"));
    assertForbidden(url.substring(0, url.length() - 1));
    // Another process signs with another secret.
    assertForbidden(presign(of(Map.of()), "bucket", "a").toString());
  }

  @Test
  void presignedUrl_ofAnObjectThatIsGone_isNotFound() {
    assertThatThrownBy(() -> get(presign("bucket", "none")))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.response().status()).isEqualTo(404));
  }

  @Test
  void presign_forMoreThanSevenDays_isRefused() {
    assertThatThrownBy(() ->
            objects
                .presigner()
                .presignGetObject(r ->
                    r.signatureDuration(Duration.ofDays(8))
                        .getObjectRequest(get -> get.bucket("b").key("k"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endpointVariable_sendsUrlsElsewhere() {
    LocalObjects elsewhere = of(Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"));

    assertThat(
            elsewhere
                .presigner()
                .presignGetObject(r ->
                    r.signatureDuration(Duration.ofHours(1))
                        .getObjectRequest(get -> get.bucket("bucket").key("key")))
                .url()
                .toString())
        .startsWith("http://127.0.0.1:9000/bucket/key?X-Amz-");
  }

  private LocalObjects of(Map<String, String> environment) {
    return LocalObjects.of(
        new ServiceEndpoints(new Environment(environment), Region.US_EAST_1),
        URI.create(ROOT),
        clock,
        new SecureRandom());
  }

  private void put(String bucket, String key, String content) {
    objects
        .client()
        .putObject(
            r -> r.bucket(bucket).key(key).contentType("application/json"),
            RequestBody.fromString(content));
  }

  private URI presign(String bucket, String key) {
    return presign(objects, bucket, key);
  }

  private static URI presign(LocalObjects signer, String bucket, String key) {
    return URI.create(
        signer
            .presigner()
            .presignGetObject(r ->
                r.signatureDuration(Duration.ofHours(24))
                    .getObjectRequest(get -> get.bucket(bucket).key(key)))
            .url()
            .toString());
  }

  private void assertForbidden(String url) {
    assertThatThrownBy(() -> get(URI.create(url)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.response().status()).isEqualTo(403));
  }

  private HttpResponse get(URI url) {
    String query = url.getRawQuery();
    HttpRequest request =
        new HttpRequest(
            "GET",
            url.getRawPath(),
            query == null ? "" : query,
            new Headers(List.of()),
            Body.EMPTY,
            "HTTP/1.1",
            "127.0.0.1");
    return objects.folder().answer(request, url.getRawPath().substring("/local/objects/".length()));
  }
}
