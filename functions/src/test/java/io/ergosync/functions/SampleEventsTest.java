package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.ergosync.TestClock;
import io.ergosync.api.IdentityPools;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.rpc.RpcFront;
import io.ergosync.domain.Limits;
import io.ergosync.domain.PushSync;
import io.ergosync.functions.datasets.DeleteDataset;
import io.ergosync.functions.datasets.DeleteDatasetEndpoint;
import io.ergosync.functions.datasets.DescribeDataset;
import io.ergosync.functions.datasets.DescribeDatasetEndpoint;
import io.ergosync.functions.datasets.ListDatasets;
import io.ergosync.functions.datasets.ListDatasetsEndpoint;
import io.ergosync.functions.push.InMemorySns;
import io.ergosync.functions.push.RegisterDevice;
import io.ergosync.functions.push.RegisterDeviceEndpoint;
import io.ergosync.functions.push.SnsPlatformEndpoints;
import io.ergosync.functions.push.SubscribeToDataset;
import io.ergosync.functions.push.SubscribeToDatasetEndpoint;
import io.ergosync.functions.push.UnsubscribeFromDataset;
import io.ergosync.functions.push.UnsubscribeFromDatasetEndpoint;
import io.ergosync.functions.records.ListRecords;
import io.ergosync.functions.records.ListRecordsEndpoint;
import io.ergosync.functions.records.SyncSessionTokens;
import io.ergosync.functions.records.UpdateRecords;
import io.ergosync.functions.records.UpdateRecordsEndpoint;
import io.ergosync.functions.usage.DescribeIdentityUsage;
import io.ergosync.functions.usage.DescribeIdentityUsageEndpoint;
import io.ergosync.runtime.Environment;
import io.ergosync.runtime.FrontHandler;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.OperationHandler;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.InMemoryDatasetStorage;
import io.ergosync.storage.InMemoryDeviceStorage;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.trigger.SyncTriggers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs the files of events/ through Lambda's own interface, in the order of a client's life. */
class SampleEventsTest {
  private static final PushSync PUSH_SYNC =
      new PushSync(List.of("arn:aws:sns:us-east-1:123456789012:app/GCM/Sample"), "");

  private final TestClock clock = new TestClock();
  private final Random random = new Random(1);
  private final FunctionRuntime runtime =
      new FunctionRuntime(new Environment(Map.of()), NoAwsClients.NONE, clock, random);
  private final InMemoryDatasetStorage storage = new InMemoryDatasetStorage(Limits.DEFAULT, clock);
  private final DeviceStorage devices = new InMemoryDeviceStorage();
  private final InMemorySns sns = new InMemorySns();
  private final SyncSessionTokens tokens = new SyncSessionTokens(clock, random);

  @Test
  void events_inTheOrderOfAClientsLife_areAllAnswered() throws IOException {
    var update =
        new OperationHandler(
            runtime,
            new Pipeline<>(
                UpdateRecordsEndpoint.ENDPOINT,
                new UpdateRecords(
                    storage,
                    tokens,
                    new SyncTriggers(
                        pool -> Optional.empty(),
                        (function, payload) -> {
                          throw new AssertionError("the pool has no trigger");
                        },
                        clock),
                    Limits.DEFAULT,
                    clock),
                IdentityPools.Any.ANY));

    Reply updated = invoke(update, "update-records");
    assertThat(updated.body().at("/Records/0/SyncCount").asInt()).isEqualTo(1);
    // The same file again is a retry of the same update, so that it can be run at any time.
    assertThat(invoke(update, "update-records").text()).isEqualTo(updated.text());

    Reply listed =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    ListRecordsEndpoint.ENDPOINT,
                    new ListRecords(storage, tokens),
                    IdentityPools.Any.ANY)),
            "list-records");
    assertThat(listed.body().at("/Records/0/Value").asText()).isEqualTo("dark");
    Reply described =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    DescribeDatasetEndpoint.ENDPOINT,
                    new DescribeDataset(storage),
                    IdentityPools.Any.ANY)),
            "describe-dataset");
    assertThat(described.body().at("/Dataset/NumRecords").asInt()).isEqualTo(1);
    Reply datasets =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    ListDatasetsEndpoint.ENDPOINT,
                    new ListDatasets(storage),
                    IdentityPools.Any.ANY)),
            "list-datasets");
    assertThat(datasets.body().path("Count").asInt()).isEqualTo(1);
    Reply usage =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    DescribeIdentityUsageEndpoint.ENDPOINT,
                    new DescribeIdentityUsage(storage),
                    IdentityPools.Any.ANY)),
            "describe-identity-usage");
    assertThat(usage.body().at("/IdentityUsage/DataStorage").asInt()).isEqualTo(9);
    Reply overRpc =
        invoke(
            new RpcFunction(
                new RpcFront(
                    List.of(
                        new Pipeline<>(
                            ListRecordsEndpoint.ENDPOINT,
                            new ListRecords(storage, tokens),
                            IdentityPools.Any.ANY)),
                    new RequestLog(
                        System.out, new EmbeddedMetrics(clock, "test"), () -> Consumption.NONE),
                    clock)),
            "legacy-rpc");
    assertThat(overRpc.body().at("/Output/Records/0/Value").asText()).isEqualTo("dark");
    assertThat(overRpc.headers().path("x-amzn-requestid").asText())
        .isEqualTo("b3d2e31e-d6b7-4612-8e84-c9ba288dab5d");
    Reply registered =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    RegisterDeviceEndpoint.ENDPOINT,
                    new RegisterDevice(
                        _ -> PUSH_SYNC,
                        new SnsPlatformEndpoints((_, region, _) -> sns.in(region)),
                        devices),
                    IdentityPools.Any.ANY)),
            "register-device");
    assertThat(registered.body().path("DeviceId").asText()).isEqualTo(Server.DEVICE_ID);
    Reply subscribed =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    SubscribeToDatasetEndpoint.ENDPOINT,
                    new SubscribeToDataset(_ -> PUSH_SYNC, storage, devices),
                    IdentityPools.Any.ANY)),
            "subscribe-to-dataset");
    assertThat(subscribed.text()).isEqualTo("{}");
    Reply unsubscribed =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    UnsubscribeFromDatasetEndpoint.ENDPOINT,
                    new UnsubscribeFromDataset(devices),
                    IdentityPools.Any.ANY)),
            "unsubscribe-from-dataset");
    assertThat(unsubscribed.text()).isEqualTo("{}");
    Reply deleted =
        invoke(
            new OperationHandler(
                runtime,
                new Pipeline<>(
                    DeleteDatasetEndpoint.ENDPOINT,
                    new DeleteDataset(storage),
                    IdentityPools.Any.ANY)),
            "delete-dataset");
    assertThat(deleted.body()).isEqualTo(described.body());
  }

  private static Reply invoke(OperationHandler handler, String name) throws IOException {
    Reply reply = invoke((FrontHandler) handler, name);
    assertThat(reply.headers().path("x-amzn-RequestId").asText()).isEqualTo("JKJaXmPLvHcESHA=");
    return reply;
  }

  private static Reply invoke(FrontHandler handler, String name) throws IOException {
    byte[] event = Files.readAllBytes(Path.of("..", "events", name + ".json"));
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), response, new Invocation("lambda-1"));
    Reply reply = Server.read(response.toString(StandardCharsets.UTF_8));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply;
  }

  /** The function of the legacy RPC form, over the storage of this test. */
  private static final class RpcFunction extends FrontHandler {
    RpcFunction(RpcFront front) {
      super(front);
    }
  }

  /** For other tests of handlers. */
  static Context context() {
    return new Invocation("lambda-1");
  }

  /** What Lambda tells a handler about the invocation. */
  private record Invocation(String requestId) implements Context {
    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "";
    }

    @Override
    public String getFunctionVersion() {
      return "";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException("the caller comes from the gateway's event");
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException("handlers do not ask for it");
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 25_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException("logs go to standard output");
    }
  }
}
