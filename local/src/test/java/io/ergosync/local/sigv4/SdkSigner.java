package io.ergosync.local.sigv4;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests with AWS's own signer.
 *
 * @param service the signing name
 * @param escapesTwice as the service's SDKs do
 */
public record SdkSigner(
    AwsCredentialsIdentity credentials, String service, Clock clock, boolean escapesTwice) {
  /** A signer as the service's SDKs have it, with the developer's credentials. */
  public static SdkSigner ofDeveloper(Clock clock) {
    return new SdkSigner(
        AwsCredentialsIdentity.create("local", "local"), "cognito-sync", clock, true);
  }

  /** The same for temporary credentials. */
  public static SdkSigner ofSession(String accessKeyId, String secret, String token, Clock clock) {
    return new SdkSigner(
        AwsSessionCredentialsIdentity.create(accessKeyId, secret, token),
        "cognito-sync",
        clock,
        true);
  }

  /**
   * A signed request; of an https URI the body is not covered, as SDKs may have it.
   *
   * @param uri with the path and query as they are to be sent
   */
  public HttpRequest sign(String method, URI uri, Map<String, String> headers, Body body) {
    SdkHttpFullRequest.Builder unsigned =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
    boolean isPlain = uri.getScheme().equals("http");
    headers.forEach(unsigned::putHeader);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(request ->
                request
                    .identity(credentials)
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromByteArray(body.bytes()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, escapesTwice)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, isPlain)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    List<Header> lines = new ArrayList<>();
    signed.forEachHeader(
        (name, values) -> values.forEach(value -> lines.add(new Header(name, value))));
    return new HttpRequest(
        method,
        uri.getRawPath(),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        new Headers(lines),
        body,
        "HTTP/1.1",
        "127.0.0.1");
  }
}
