package io.ergosync.local.objects;

import io.ergosync.local.aws.ServiceEndpoints;
import io.ergosync.local.gateway.Folder;
import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import io.ergosync.local.http.HttpResponse;
import io.ergosync.local.http.PercentEncoding;
import io.ergosync.local.http.Query;
import io.ergosync.local.http.RefusedException;
import io.ergosync.local.objects.StoredObjects.Name;
import io.ergosync.local.objects.StoredObjects.StoredObject;
import io.ergosync.runtime.ConfigurationException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * S3 as functions find it: the stand-in, or whatever {@code AWS_ENDPOINT_URL_S3} names, with
 * buckets in the path.
 *
 * @param folder serves the stand-in's presigned URLs, {@code <bucket>/<key>?X-Amz-...}
 */
public record LocalObjects(S3Client client, S3Presigner presigner, Folder folder) {
  /**
   * The one that an environment asks for.
   *
   * @param root the URL of the folder, without a slash at its end
   * @throws ConfigurationException if the variable is not a URL
   */
  public static LocalObjects of(
      ServiceEndpoints endpoints, URI root, Clock clock, RandomGenerator random) {
    StoredObjects objects = new StoredObjects();
    ObjectUrls urls = new ObjectUrls(root, clock, random);
    Folder folder = (request, path) -> answer(objects, urls, request, path);
    return endpoints
        .find("S3")
        .map(s3 ->
            new LocalObjects(elsewhere(s3, endpoints), presignerElsewhere(s3, endpoints), folder))
        .orElseGet(() ->
            new LocalObjects(
                new LocalS3Client(objects), new LocalS3Presigner(urls, clock), folder));
  }

  private static S3Client elsewhere(URI s3, ServiceEndpoints endpoints) {
    return S3Client.builder()
        .endpointOverride(s3)
        .forcePathStyle(true)
        .region(endpoints.region())
        .credentialsProvider(endpoints.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static S3Presigner presignerElsewhere(URI s3, ServiceEndpoints endpoints) {
    return S3Presigner.builder()
        .endpointOverride(s3)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .region(endpoints.region())
        .credentialsProvider(endpoints.credentials())
        .build();
  }

  private static HttpResponse answer(
      StoredObjects objects, ObjectUrls urls, HttpRequest request, String path) {
    String decoded = PercentEncoding.decode(path, "path");
    int slash = Math.max(decoded.indexOf('/'), 0);
    Name name = new Name(decoded.substring(0, slash), decoded.substring(slash + 1));
    if (!request.method().equals("GET") || !urls.allows(name, Query.parse(request.rawQuery()))) {
      throw RefusedException.forbidden("AccessDenied", "Access Denied");
    }
    StoredObject found =
        objects
            .find(name)
            .orElseThrow(
                () -> new RefusedException(404, "NoSuchKey", "The specified key does not exist."));
    return new HttpResponse(
        200,
        new Headers(List.of(new Header("Content-Type", found.contentType()))),
        Body.of(found.content().asByteArrayUnsafe()));
  }
}
