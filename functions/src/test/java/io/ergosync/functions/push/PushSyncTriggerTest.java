package io.ergosync.functions.push;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.SETTINGS;
import static io.ergosync.storage.Samples.dataset;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.TestClock;
import io.ergosync.change.Patch;
import io.ergosync.change.Progress;
import io.ergosync.change.TableChange;
import io.ergosync.change.TableChange.DatasetCommitted;
import io.ergosync.change.TableChange.NoConsequence;
import io.ergosync.delivery.DeliveryQueue;
import io.ergosync.delivery.PushSender;
import io.ergosync.delivery.Pushes;
import io.ergosync.delivery.QueueMessage;
import io.ergosync.delivery.QueueMessage.UndeliveredPush;
import io.ergosync.delivery.sns.RecordingSns;
import io.ergosync.delivery.sns.SnsPushDelivery;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.Device;
import io.ergosync.domain.Platform;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.RegisteredDevice;
import io.ergosync.storage.DeviceStorage;
import io.ergosync.storage.dynamodb.Backoff;
import io.ergosync.storage.dynamodb.DynamoDbDeviceStorage;
import io.ergosync.storage.dynamodb.LocalTables;
import io.ergosync.storage.dynamodb.Parallel;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.FunctionLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sts.model.StsException;

class PushSyncTriggerTest {
  private static final PushSync PUSH_SYNC =
      new PushSync(
          List.of("arn:aws:sns:eu-west-1:123456789012:app/GCM/Sample"),
          "arn:aws:iam::123456789012:role/ergosync/push");
  private static final Device PHONE = Pushes.device(Platform.GCM, "phone");
  private static final Device TABLET = Pushes.device(Platform.APNS, "tablet");
  private static final Device WATCH = Pushes.device(Platform.APNS_SANDBOX, "watch");
  private static final DatasetId PHOTOS = dataset("photos");

  private final TestClock clock = new TestClock();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final FunctionLog log =
      new FunctionLog(
          new PrintStream(logged, true, StandardCharsets.UTF_8),
          new EmbeddedMetrics(clock, "test"),
          "PushSync");
  private final DeviceStorage devices =
      new DynamoDbDeviceStorage(
          LocalTables.client(),
          LocalTables.create(),
          new Random(),
          Backoff.fullJitter(new Random()));
  private final RecordingSns sns = new RecordingSns();
  private final List<QueueMessage> queued = new ArrayList<>();
  private DeliveryQueue queue =
      (messages, delay) -> {
        assertThat(delay).isBetween(Duration.ofSeconds(1), DeliveryQueue.DELAY_MAX);
        queued.addAll(messages);
      };
  private PushSync pushSync = PUSH_SYNC;

  @BeforeEach
  void subscribe() {
    for (Device device : List.of(PHONE, TABLET, WATCH)) {
      devices.register(device);
    }
    for (Device device : List.of(PHONE, TABLET)) {
      devices.subscribe(SETTINGS, device.deviceId());
    }
    devices.subscribe(PHOTOS, WATCH.deviceId());
  }

  @Test
  void tell_ofACommit_reachesEachSubscribedDeviceButTheSender() {
    assertThat(tell(commit(SETTINGS, 1, PHONE.deviceId().value())))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(sns.targets()).containsExactly(TABLET.endpointArn());
    RecordingSns.Published published = sns.published().getFirst();
    assertThat(published.region()).isEqualTo("eu-west-1");
    assertThat(published.roleArn()).isEqualTo(PUSH_SYNC.roleArn());
    assertThat(log()).contains("\"Pushes\":1");
  }

  @Test
  void tell_ofACommitWithoutADevice_reachesAll() {
    tell(commit(SETTINGS, 1, ""));

    assertThat(sns.targets()).containsExactlyInAnyOrder(PHONE.endpointArn(), TABLET.endpointArn());
  }

  @Test
  void tell_ofAPoolThatDoesNotPush_isNothing() {
    pushSync = new PushSync(List.of(), PUSH_SYNC.roleArn());

    assertThat(tell(commit(SETTINGS, 1, ""))).isEqualTo(Progress.Complete.COMPLETE);
    assertThat(sns.published()).isEmpty();
  }

  @Test
  void tell_ofAnythingElse_isNothing() {
    TableChange deleted = new TableChange.DatasetDeleted(SETTINGS, 0, 2, 1, TestClock.START);

    assertThat(tell(deleted, NoConsequence.NO_CONSEQUENCE)).isEqualTo(Progress.Complete.COMPLETE);
    assertThat(sns.published()).isEmpty();
  }

  @Test
  void tell_ofSeveralCommitsOfOneDataset_tellsTheNewestCountOnce() {
    tell(
        commit(SETTINGS, 1, ""),
        commit(PHOTOS, 8, ""),
        commit(SETTINGS, 2, ""),
        commit(SETTINGS, 3, ""));

    assertThat(sns.targets())
        .containsExactlyInAnyOrder(PHONE.endpointArn(), TABLET.endpointArn(), WATCH.endpointArn());
    assertThat(sns.published())
        .filteredOn(each -> !each.request().targetArn().equals(WATCH.endpointArn()))
        .allSatisfy(each ->
            assertThat(each.request().message())
                .contains("\\\"datasetName\\\":\\\"settings\\\",\\\"syncCount\\\":\\\"3\\\""));
  }

  @Test
  void tell_ofSeveralCommits_leavesADeviceOutOnlyIfItMadeThemAll() {
    String phone = PHONE.deviceId().value();
    tell(commit(SETTINGS, 1, phone), commit(SETTINGS, 2, phone));
    assertThat(sns.targets()).containsExactly(TABLET.endpointArn());

    tell(commit(SETTINGS, 3, TABLET.deviceId().value()), commit(SETTINGS, 4, phone));
    assertThat(sns.targets())
        .containsExactlyInAnyOrder(TABLET.endpointArn(), TABLET.endpointArn(), PHONE.endpointArn());
  }

  @Test
  void tell_ofADeviceWhoseEndpointIsDisabled_dropsItAndTellsTheOthers() {
    sns.fail(
        PHONE.endpointArn(), () -> EndpointDisabledException.builder().statusCode(400).build());

    assertThat(tell(commit(SETTINGS, 1, ""))).isEqualTo(Progress.Complete.COMPLETE);

    assertThat(sns.targets()).containsExactly(TABLET.endpointArn());
    assertThat(devices.find(ALICE, PHONE.deviceId())).isEmpty();
    assertThat(devices.subscribedDevices(SETTINGS))
        .extracting(RegisteredDevice::device)
        .containsExactly(TABLET);
    assertThat(queued).isEmpty();
    assertThat(log()).contains("\"DevicesDropped\":1", "\"Pushes\":1");
  }

  @Test
  void tell_whileSnsThrottles_leavesTheDeviceToTheQueueAndTellsTheOthers() {
    sns.fail(PHONE.endpointArn(), () -> ThrottledException.builder().statusCode(429).build());

    assertThat(tell(commit(SETTINGS, 5, ""))).isEqualTo(Progress.Complete.COMPLETE);

    RegisteredDevice phone = devices.find(ALICE, PHONE.deviceId()).orElseThrow();
    assertThat(queued).containsExactly(new UndeliveredPush(SETTINGS, 5, phone, TestClock.START));
    assertThat(sns.targets()).containsExactly(TABLET.endpointArn());
    assertThat(log()).contains("\"DeliveriesQueued\":1");
  }

  @Test
  void tell_withARoleThatCanNotBeAssumed_logsItAndTriesAgainLater_becauseIamMayNotKnowItYet() {
    for (Device device : List.of(PHONE, TABLET)) {
      sns.fail(device.endpointArn(), () -> StsException.builder().statusCode(403).build());
    }

    assertThat(tell(commit(SETTINGS, 1, ""), commit(PHOTOS, 1, "")))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(sns.targets()).containsExactly(WATCH.endpointArn());
    assertThat(queued).hasSize(2);
    assertThat(log())
        .contains("\"level\":\"WARN\"", "The role %s cannot be".formatted(PUSH_SYNC.roleArn()));
  }

  @Test
  void tell_thatTakesTooLong_leavesTheRestToTheQueue() {
    sns.fail(
        PHONE.endpointArn(),
        () -> {
          clock.advance(PushSyncTrigger.SENDING_TIME_MAX);
          return ThrottledException.builder().statusCode(429).build();
        });
    sns.fail(
        TABLET.endpointArn(),
        () -> {
          clock.advance(PushSyncTrigger.SENDING_TIME_MAX);
          return ThrottledException.builder().statusCode(429).build();
        });

    assertThat(tell(commit(SETTINGS, 1, ""), commit(PHOTOS, 1, "")))
        .isEqualTo(Progress.Complete.COMPLETE);

    assertThat(queued).hasSize(3);
    assertThat(sns.published()).isEmpty();
  }

  @Test
  void tell_whoseQueueFailsToo_hasTheFirstOfTheCommitsComeAgain() {
    for (Device device : List.of(TABLET, WATCH)) {
      sns.fail(device.endpointArn(), () -> ThrottledException.builder().statusCode(429).build());
    }
    IllegalStateException down = new IllegalStateException("the queue is gone");
    queue =
        (messages, delay) -> {
          throw down;
        };

    assertThat(
            tell(
                NoConsequence.NO_CONSEQUENCE,
                commit(SETTINGS, 1, ""),
                commit(PHOTOS, 1, ""),
                commit(PHOTOS, 2, "")))
        .isEqualTo(new Progress.Stopped(1, down));
  }

  @Test
  void tell_stopsAtTheFirstCommitThatItCanNotLookUp_andTellsNothingFromThereOn() {
    IllegalStateException down = new IllegalStateException("the table is gone");
    DeviceStorage failing = new FailingLookups(devices, PHOTOS, down);

    Progress progress =
        trigger(failing)
            .tell(
                List.of(
                    commit(SETTINGS, 1, PHONE.deviceId().value()),
                    commit(SETTINGS, 2, PHONE.deviceId().value()),
                    commit(PHOTOS, 1, ""),
                    commit(SETTINGS, 3, TABLET.deviceId().value())));

    assertThat(progress).isEqualTo(new Progress.Stopped(2, down));
    // Not the third commit: it comes again.
    assertThat(sns.targets()).containsExactly(TABLET.endpointArn());
    assertThat(sns.published().getFirst().request().message())
        .contains("\\\"syncCount\\\":\\\"2\\\"");
  }

  private Progress tell(TableChange... changes) {
    return trigger(devices).tell(List.of(changes));
  }

  private PushSyncTrigger trigger(DeviceStorage storage) {
    return new PushSyncTrigger(
        _ -> pushSync,
        storage,
        new PushSender(new SnsPushDelivery(sns), devices, log),
        queue,
        log,
        clock,
        Parallel.NONE);
  }

  private static DatasetCommitted commit(DatasetId dataset, long syncCount, String deviceId) {
    return new DatasetCommitted(
        dataset,
        0,
        syncCount,
        syncCount,
        0,
        TestClock.START,
        deviceId,
        new Patch.Inline(List.of()),
        2,
        false);
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }
}
