package io.ergosync.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/** A client of the legacy RPC form, which no SDK speaks; the AWS SDK signs for it. */
final class RpcClient implements AutoCloseable {
  static final String MODEL = "com.amazonaws.cognito.sync.model#";
  static final String REQUEST_ID = "b3d2e31e-d6b7-4612-8e84-c9ba288dab5d";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();

  RpcClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Calls an operation with the credentials of a client. */
  Answer call(CognitoSyncClient as, String operation, ObjectNode input) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("Operation", MODEL + operation)
            .put("Service", MODEL + "AWSCognitoSyncService");
    body.set("Input", input);
    return send(as, body.toString());
  }

  /** Sends a body as the recorded samples do. */
  Answer send(CognitoSyncClient as, String body) {
    AwsCredentialsIdentity credentials =
        as.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/json")
            .putHeader("X-Amzn-RequestId", REQUEST_ID)
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, RunningCloud.REGION.id()));
    HttpExecuteRequest execution =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElseThrow())
            .build();
    try {
      HttpExecuteResponse response = http.prepareRequest(execution).call();
      try (InputStream content =
          response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(
            response.httpResponse().statusCode(),
            response.httpResponse().headers(),
            text,
            JSON.readTree(text).path("Output"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode input() {
    return JSON.createObjectNode();
  }

  @Override
  public void close() {
    http.close();
  }

  /** An answer as it was sent. */
  record Answer(int status, Map<String, List<String>> headers, String text, JsonNode output) {
    /** The type, without its namespace. */
    String type() {
      String type = output.path("__type").asText();
      return type.substring(type.indexOf('#') + 1);
    }

    List<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey() != null && header.getKey().equalsIgnoreCase(name))
          .flatMap(header -> header.getValue().stream())
          .toList();
    }
  }
}
