package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.Author;
import io.ergosync.domain.BulkPublishState;
import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Device;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.PushToken;
import io.ergosync.domain.RecordPatch;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.StreamingStatus;
import io.ergosync.domain.SyncSession;
import io.ergosync.domain.Update;
import io.ergosync.local.customer.FunctionUrls;
import io.ergosync.runtime.Environment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Repair needs a permission for. No stream is read here: all that follows is lost. */
class RepairPathsIT {
  private static final IdentityPoolId POOL =
      new IdentityPoolId("us-east-1:12345678-1234-1234-1234-123456789012");
  private static final Identity IDENTITY =
      new Identity(POOL, new IdentityId("us-east-1:abcdefab-1234-1234-1234-abcdefabcdef"));
  private static final DatasetId LARGE = IDENTITY.dataset(new DatasetName("large"));
  private static final DatasetId DELETED = IDENTITY.dataset(new DatasetName("deleted"));

  private final AtomicLong sessions = new AtomicLong();
  private final FunctionsUnderTest functions =
      new FunctionsUnderTest(new Environment(Map.of()), FunctionUrls.NONE);

  @AfterEach
  void close() {
    functions.close();
  }

  @Test
  void repair_ofAPoolThatLostEverything() throws Exception {
    functions.pools.setConfiguration(
        POOL,
        new IdentityPoolConfiguration(
            1,
            new PushSync(List.of("arn:aws:sns:us-east-1:000000000000:app/GCM/Sample"), ""),
            new CognitoStreams("ergosync-test", "", StreamingStatus.ENABLED)));
    functions.pools.setEvent(
        POOL,
        CognitoEvent.POST_SYNC_TRIGGER,
        new LambdaFunctionArn("arn:aws:lambda:us-east-1:000000000000:function:learn"));
    Device device = Device.of(IDENTITY, Platform.GCM, new PushToken("token"), "arn:endpoint");
    functions.devices.register(device);
    functions.devices.subscribe(LARGE, device.deviceId());
    update(LARGE, "v".repeat(250_000));
    update(DELETED, "v".repeat(100_000));
    functions.datasets.delete(DELETED);

    JsonNode answer = functions.invoke("Repair", payload());

    assertThat(answer.toString())
        .isEqualTo("{\"repaired\":2,\"corrupt\":[],\"notRepaired\":[],\"cursor\":null}");
    // Two datasets for each of stream and function, a push, and chores.
    assertThat(functions.queues.read().at("/DeliveryQueue/messages").toString())
        .contains("KINESIS", "POST_SYNC_TRIGGER", "UNDELIVERED_PUSH", "COLLECT_");
    functions.assertUsed(
        "Repair",
        "dynamodb:Scan *",
        "dynamodb:BatchGetItem * IDENTITY#*",
        "dynamodb:GetItem * IDENTITY#*",
        "dynamodb:PutItem * IDENTITY#*",
        "dynamodb:Query * IDENTITY#*",
        "dynamodb:BatchWriteItem * RECORDS#*",
        "dynamodb:PutItem * RECORDS#*",
        "dynamodb:Query * RECORDS#*",
        "dynamodb:GetItem * POOL#*",
        "dynamodb:UpdateItem * POOL#*",
        "dynamodb:GetItem * POOLS",
        "dynamodb:PutItem * POOLS",
        "s3:PutObject *",
        "sqs:SendMessage *DeliveryQueue");
  }

  @Test
  void repair_endsABulkPublish() throws Exception {
    functions.bulkPublishes.start(POOL, "run", new BulkPublishState.Target("ergosync-changes", ""));

    assertThat(functions.invoke("Repair", payload().put("endBulkPublish", true)).toString())
        .isEqualTo("{\"endedBulkPublish\":true,\"status\":\"FAILED\"}");
    assertThat(functions.invoke("Repair", payload().put("endBulkPublish", true)).toString())
        .isEqualTo("{\"endedBulkPublish\":false,\"status\":\"FAILED\"}");

    assertThat(functions.bulkPublishes.state(POOL)).isInstanceOf(BulkPublishState.Failed.class);
    functions.assertUsed("Repair", "dynamodb:PutItem * POOL#*");
  }

  private static ObjectNode payload() {
    return Json.object().put("identityPoolId", POOL.value());
  }

  private void update(DatasetId dataset, String value) {
    functions.datasets.update(
        dataset,
        new Update(
            List.of(
                new RecordPatch("key", new RecordValue.Text(value), 0, DeviceDate.Absent.ABSENT)),
            new SyncSession(sessions.incrementAndGet(), 0, 0),
            new Author(IDENTITY.identityId().value(), "")));
  }
}
