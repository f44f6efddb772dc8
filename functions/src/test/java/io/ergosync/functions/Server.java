package io.ergosync.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.TestClock;
import io.ergosync.api.Endpoint;
import io.ergosync.api.IdentityPools;
import io.ergosync.api.Operation;
import io.ergosync.api.Pipeline;
import io.ergosync.api.RequestLog;
import io.ergosync.api.http.GatewayEvent;
import io.ergosync.api.http.RestFront;
import io.ergosync.api.json.Json;
import io.ergosync.api.rpc.RpcFront;
import io.ergosync.auth.Caller;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceId;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Limits;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.functions.configuration.GetIdentityPoolConfiguration;
import io.ergosync.functions.configuration.GetIdentityPoolConfigurationEndpoint;
import io.ergosync.functions.configuration.SetIdentityPoolConfiguration;
import io.ergosync.functions.configuration.SetIdentityPoolConfigurationEndpoint;
import io.ergosync.functions.datasets.DeleteDataset;
import io.ergosync.functions.datasets.DeleteDatasetEndpoint;
import io.ergosync.functions.datasets.DescribeDataset;
import io.ergosync.functions.datasets.DescribeDatasetEndpoint;
import io.ergosync.functions.datasets.ListDatasets;
import io.ergosync.functions.datasets.ListDatasetsEndpoint;
import io.ergosync.functions.events.GetCognitoEvents;
import io.ergosync.functions.events.GetCognitoEventsEndpoint;
import io.ergosync.functions.events.SetCognitoEvents;
import io.ergosync.functions.events.SetCognitoEventsEndpoint;
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
import io.ergosync.functions.streams.BulkPublish;
import io.ergosync.functions.streams.BulkPublishEndpoint;
import io.ergosync.functions.streams.GetBulkPublishDetails;
import io.ergosync.functions.streams.GetBulkPublishDetailsEndpoint;
import io.ergosync.functions.usage.DescribeIdentityPoolUsage;
import io.ergosync.functions.usage.DescribeIdentityPoolUsageEndpoint;
import io.ergosync.functions.usage.DescribeIdentityUsage;
import io.ergosync.functions.usage.DescribeIdentityUsageEndpoint;
import io.ergosync.functions.usage.ListIdentityPoolUsage;
import io.ergosync.functions.usage.ListIdentityPoolUsageEndpoint;
import io.ergosync.storage.BulkPublishStorage;
import io.ergosync.storage.DatasetStorage;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.IdentityPoolStorage;
import io.ergosync.storage.InMemoryBulkPublishStorage;
import io.ergosync.storage.InMemoryDatasetStorage;
import io.ergosync.storage.InMemoryDeviceStorage;
import io.ergosync.storage.InMemoryIdentityPoolStorage;
import io.ergosync.storage.InMemoryUsageStorage;
import io.ergosync.telemetry.Consumption;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.trigger.CustomerFunctions;
import io.ergosync.trigger.SyncTriggers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operations behind their gateway, over the in-memory storage and a clock that stands still.
 */
public final class Server {
  public static final Identity IDENTITY =
      new Identity(
          new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012"),
          new IdentityId("us-east-1:abcdefab-1234-1234-1234-abcdefabcdef"));
  public static final DatasetId DATASET = IDENTITY.dataset(new DatasetName("My_data.set:v-1"));
  public static final String TOKEN = "sample-registration-token";

  /** The id of {@link #IDENTITY}'s device with {@link #TOKEN} on GCM. */
  public static final String DEVICE_ID =
      DeviceId.of(IDENTITY, Platform.GCM, new PushToken(TOKEN)).value();

  public static final Caller COGNITO = new Caller.CognitoIdentity(IDENTITY, "123456789012");
  public static final Caller DEVELOPER =
      new Caller.Developer("123456789012", "arn:aws:iam::123456789012:user/dev");

  public final TestClock clock = new TestClock();
  public final DatasetStorage storage;
  public final DeviceStorage devices = new InMemoryDeviceStorage();
  public final InMemorySns sns = new InMemorySns();

  /** That of every pool. */
  public volatile PushSync pushSync =
      new PushSync(List.of("arn:aws:sns:us-east-1:123456789012:app/GCM/Sample"), "");

  public final SyncSessionTokens tokens = new SyncSessionTokens(clock, new Random(1));
  public final IdentityPoolStorage identityPoolStorage = new InMemoryIdentityPoolStorage();
  public final InMemoryUsageStorage usage = new InMemoryUsageStorage(clock);
  public final BulkPublishStorage bulkPublishes = new InMemoryBulkPublishStorage(clock);
  private final AtomicInteger runs = new AtomicInteger();
  private final IdentityPools identityPools;

  /** The ARNs of the pools' SyncTrigger functions. */
  public final Map<IdentityPoolId, LambdaFunctionArn> syncTriggers = new ConcurrentHashMap<>();

  /** What stands in for every function of a customer. */
  public CustomerFunctions function =
      (arn, payload) -> {
        throw new AssertionError("no function is to be invoked");
      };

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, Pipeline<?, ?>> pipelines = new LinkedHashMap<>();

  public Server() {
    this(Limits.DEFAULT);
  }

  public Server(Limits limits) {
    this(limits, IdentityPools.Any.ANY);
  }

  public Server(Limits limits, IdentityPools identityPools) {
    this.identityPools = identityPools;
    storage = new InMemoryDatasetStorage(limits, clock);
    SyncTriggers triggers =
        new SyncTriggers(
            pool -> Optional.ofNullable(syncTriggers.get(pool)),
            (arn, payload) -> function.invoke(arn, payload),
            clock);
    add(DescribeDatasetEndpoint.ENDPOINT, new DescribeDataset(storage));
    add(DeleteDatasetEndpoint.ENDPOINT, new DeleteDataset(storage));
    add(ListDatasetsEndpoint.ENDPOINT, new ListDatasets(storage));
    add(DescribeIdentityUsageEndpoint.ENDPOINT, new DescribeIdentityUsage(storage));
    add(ListRecordsEndpoint.ENDPOINT, new ListRecords(storage, tokens));
    add(
        UpdateRecordsEndpoint.ENDPOINT,
        new UpdateRecords(storage, tokens, triggers, limits, clock));
    addPools();
  }

  private void addPools() {
    add(
        GetIdentityPoolConfigurationEndpoint.ENDPOINT,
        new GetIdentityPoolConfiguration(identityPoolStorage));
    add(
        SetIdentityPoolConfigurationEndpoint.ENDPOINT,
        new SetIdentityPoolConfiguration(identityPoolStorage, usage));
    add(GetCognitoEventsEndpoint.ENDPOINT, new GetCognitoEvents(identityPoolStorage));
    add(SetCognitoEventsEndpoint.ENDPOINT, new SetCognitoEvents(identityPoolStorage));
    add(DescribeIdentityPoolUsageEndpoint.ENDPOINT, new DescribeIdentityPoolUsage(usage, clock));
    add(ListIdentityPoolUsageEndpoint.ENDPOINT, new ListIdentityPoolUsage(usage));
    add(
        BulkPublishEndpoint.ENDPOINT,
        new BulkPublish(identityPoolStorage, bulkPublishes, () -> "run" + runs.incrementAndGet()));
    add(GetBulkPublishDetailsEndpoint.ENDPOINT, new GetBulkPublishDetails(bulkPublishes));
    addPush();
  }

  private void addPush() {
    add(
        RegisterDeviceEndpoint.ENDPOINT,
        new RegisterDevice(
            _ -> pushSync, new SnsPlatformEndpoints((_, region, _) -> sns.in(region)), devices));
    add(
        SubscribeToDatasetEndpoint.ENDPOINT,
        new SubscribeToDataset(_ -> pushSync, storage, devices));
    add(UnsubscribeFromDatasetEndpoint.ENDPOINT, new UnsubscribeFromDataset(devices));
  }

  private <I, O> void add(Endpoint<I, O> endpoint, Operation<I, O> operation) {
    pipelines.put(endpoint.operation(), new Pipeline<>(endpoint, operation, identityPools));
  }

  public Iterable<String> operations() {
    return pipelines.keySet();
  }

  /** What was logged since this was last asked for. */
  public String takeLog() {
    String lines = log.toString(StandardCharsets.UTF_8);
    log.reset();
    return lines;
  }

  /** A request of the identity itself for an operation on {@link #DATASET}. */
  public GatewayEvent request(String operation) {
    return request(operation, DATASET, COGNITO);
  }

  public GatewayEvent request(String operation, DatasetId dataset, Caller caller) {
    var route = pipelines.get(operation).endpoint().route();
    String template = route.uri().template();
    String path =
        template
            .replace("{IdentityPoolId}", encoded(dataset.identity().identityPoolId().value()))
            .replace("{IdentityId}", encoded(dataset.identity().identityId().value()))
            .replace("{DatasetName}", encoded(dataset.datasetName().value()))
            .replace("{DeviceId}", DEVICE_ID);
    return GatewayEvent.of(route.method(), path, template).by(caller);
  }

  /** A developer's request for an operation on the pool of {@link #DATASET}. */
  public Reply sendAsDeveloper(String operation, String body) {
    return send(operation, request(operation, DATASET, DEVELOPER).body(body));
  }

  /** Sends a request through an HTTP API. */
  public Reply send(String operation, GatewayEvent request) {
    return sendEvent(operation, request.httpApi());
  }

  public Reply sendEvent(String operation, String event) {
    RestFront front =
        new RestFront(
            pipelines.get(operation),
            new RequestLog(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                new EmbeddedMetrics(clock, "test"),
                () -> Consumption.NONE),
            clock);
    byte[] bytes = front.serve(event, "lambda-1");
    return read(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Sends a body in the legacy RPC form. */
  public Reply rpc(Caller caller, String body) {
    RpcFront front =
        new RpcFront(
            pipelines.values(),
            new RequestLog(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                new EmbeddedMetrics(clock, "test"),
                () -> Consumption.NONE),
            clock);
    GatewayEvent request =
        GatewayEvent.of("POST", "/", "/")
            .by(caller)
            .header("x-amzn-requestid", "b3d2e31e-d6b7-4612-8e84-c9ba288dab5d")
            .body(body);
    byte[] bytes = front.serve(request.httpApi(), "lambda-1");
    return read(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The token of a new session with a dataset as it stands. */
  public String token(DatasetId dataset) {
    return tokens.begin(dataset, storage.listChanges(dataset, Long.MAX_VALUE));
  }

  /** An update of {@link #DATASET} by the identity in a new session. */
  public Reply update(String patches) {
    return update(DATASET, COGNITO, token(DATASET), patches);
  }

  public Reply update(DatasetId dataset, Caller caller, String token, String patches) {
    String body = "{\"SyncSessionToken\":\"%s\",\"RecordPatches\":%s}".formatted(token, patches);
    return send("UpdateRecords", request("UpdateRecords", dataset, caller).body(body));
  }

  /** A list of {@link #DATASET}; the query is names and values in turn. */
  public Reply list(String... query) {
    GatewayEvent request = request("ListRecords");
    for (int i = 0; i < query.length; i += 2) {
      request = request.query(query[i], query[i + 1]);
    }
    return send("ListRecords", request);
  }

  /** One patch in JSON; the value is put between quotes as it is. */
  public static String replace(String key, String value, long syncCount) {
    return "{\"Op\":\"replace\",\"Key\":\"%s\",\"Value\":\"%s\",\"SyncCount\":%d}"
        .formatted(key, value, syncCount);
  }

  /** What a Lambda response sends to the client. */
  public static Reply read(String envelope) {
    try {
      JsonNode node = Json.read(envelope);
      String text = node.path("body").asText();
      if (node.path("isBase64Encoded").asBoolean()) {
        text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      }
      return new Reply(
          node.path("statusCode").asInt(), node.path("headers"), text, Json.read(text));
    } catch (java.io.IOException e) {
      throw new AssertionError("not JSON: " + envelope, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
