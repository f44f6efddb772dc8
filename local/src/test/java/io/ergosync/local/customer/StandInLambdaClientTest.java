package io.ergosync.local.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ergosync.local.logging.ServerLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@Timeout(30)
class StandInLambdaClientTest {
  private final AtomicInteger calls = new AtomicInteger();
  private final Invocations invocations = new Invocations();

  @Test
  void event_isAnsweredAtOnceAndRetriedTwice() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = calls.incrementAndGet() < 3 ? 500 : 200;
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    FunctionUrls urls =
        FunctionUrls.NONE.plus("f=http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (StandInLambdaClient lambda = client(urls)) {
      assertThat(
              lambda
                  .invoke(r ->
                      r.functionName("f")
                          .invocationType(InvocationType.EVENT)
                          .payload(SdkBytes.fromUtf8String("{\"k\":1}")))
                  .statusCode())
          .isEqualTo(202);

      while (invocations.read().size() < 3) {
        Thread.onSpinWait();
      }
      assertThat(invocations.read().at("/2/payload/k").intValue()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(calls).hasValue(3);
  }

  @Test
  void event_forNoFunctionOrTooLarge_isRefusedAtOnce() {
    try (StandInLambdaClient lambda = client(FunctionUrls.NONE.plus("f=http://127.0.0.1:1/"))) {
      assertThatThrownBy(() ->
              lambda.invoke(r ->
                  r.functionName("none")
                      .invocationType(InvocationType.EVENT)
                      .payload(SdkBytes.fromUtf8String("{}"))))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() ->
              lambda.invoke(r ->
                  r.functionName("f")
                      .invocationType(InvocationType.EVENT)
                      .payload(SdkBytes.fromByteArray(new byte[1_048_577]))))
          .isInstanceOf(RequestTooLargeException.class);
    }
    assertThat(invocations.read()).isEmpty();
  }

  private StandInLambdaClient client(FunctionUrls urls) {
    return new StandInLambdaClient(
        urls,
        invocations,
        new ServerLog(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
  }
}
