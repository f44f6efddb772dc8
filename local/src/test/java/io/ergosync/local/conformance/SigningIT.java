package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClientBuilder;
import software.amazon.awssdk.services.cognitosync.auth.scheme.CognitoSyncAuthSchemeProvider;

/** Runs the Java recipe of docs/clients.md, and looks at the name that it signs with. */
class SigningIT {
  private static final String IDENTITY = "us-east-1:7c2e4f80-9d1b-4a36-b5e8-3f6a1d0c9e72";
  private static final Pattern RECIPE =
      Pattern.compile("<!-- java -->\n```java\n(.*?)```", Pattern.DOTALL);

  // The recipe. The documents have it in the same words.
  static CognitoSyncClientBuilder signingAsExecuteApi(CognitoSyncClientBuilder client) {
    CognitoSyncAuthSchemeProvider schemes = CognitoSyncAuthSchemeProvider.defaultProvider();
    return client.authSchemeProvider(parameters ->
        schemes.resolveAuthScheme(parameters).stream()
            .map(scheme ->
                scheme.toBuilder()
                    .putSignerProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .build())
            .toList());
  }

  @Test
  void recipe_signsAsExecuteApi() {
    List<String> signatures = new ArrayList<>();
    ExecutionInterceptor recorder =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            signatures.add(
                context.httpRequest().firstMatchingHeader("Authorization").orElseThrow());
          }
        };
    try (RunningCloud cloud = RunningCloud.start();
        CognitoSyncClient client =
            signingAsExecuteApi(CognitoSyncClient.builder())
                .endpointOverride(cloud.endpoint())
                .region(RunningCloud.REGION)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.addExecutionInterceptor(recorder))
                .build()) {
      assertThat(
              client
                  .listDatasets(
                      r -> r.identityPoolId(RunningCloud.newIdentityPoolId()).identityId(IDENTITY))
                  .count())
          .isZero();
    }

    assertThat(signatures)
        .singleElement()
        .asString()
        .contains("/us-east-1/execute-api/aws4_request");
  }

  @Test
  void recipe_isThatOfTheDocuments() throws IOException {
    Matcher recipe = RECIPE.matcher(Files.readString(Path.of("..", "docs", "clients.md")));
    Path source = Path.of("src/test/java/io/ergosync/local/conformance").resolve("SigningIT.java");

    assertThat(recipe.find()).isTrue();
    assertThat(Files.readString(source)).contains(recipe.group(1));
  }
}
