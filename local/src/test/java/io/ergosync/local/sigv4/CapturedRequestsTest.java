package io.ergosync.local.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CapturedRequestsTest {
  private static final int OPERATIONS = 17;

  static Stream<String> files() {
    return CapturedRequests.FILES.stream();
  }

  static Stream<HttpRequest> signedRequests() {
    return files()
        .map(CapturedRequests::in)
        .flatMap(List::stream)
        .filter(CapturedRequestsTest::isSigned);
  }

  @ParameterizedTest
  @MethodSource("signedRequests")
  void verify_requestOfARealClient_isAccepted(HttpRequest request) {
    Instant signed = SigningTime.of(request.headers());

    Caller caller =
        new SignatureVerifier(new RecordedCredentials(), Clock.fixed(signed, ZoneOffset.UTC))
            .verify(request);

    assertThat(caller.accessKeyId()).isIn("AKIDEXAMPLE", "ASIAEX");
  }

  /** Guards the reading of the files: what is not read is not tested. */
  @Test
  void in_everyFile_givesAllItsRequests() {
    assertThat(signedRequests()).hasSize(7 * OPERATIONS + 2 + 2 + 2);
    assertThat(CapturedRequests.in("amazon-cognito-js-chromium.txt")).hasSize(4);
    assertThat(CapturedRequests.in("boto3.txt")).hasSize(OPERATIONS);
  }

  private static boolean isSigned(HttpRequest request) {
    return request.headers().first("authorization").isPresent();
  }
}
