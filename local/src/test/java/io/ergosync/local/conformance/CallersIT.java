package io.ergosync.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ergosync.local.conformance.RunningCloud.SignedIn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;

/**
 * Who may call what: every operation by every kind of caller, with an unmodified AWS SDK for Java.
 * The operations are those of the service model; one without a function in the template is skipped.
 */
class CallersIT {
  private static final String DATASET = "settings";
  private static final String DEVICE = "5cd28fbe-dd83-47ab-9f83-19093a5fb014";

  /** Who calls, seen from the identity whose data it is. */
  enum Who {
    DEVELOPER,
    THE_IDENTITY_ITSELF,
    ANOTHER_OF_ITS_POOL,
    ONE_OF_ANOTHER_POOL
  }

  /** Whom the service's documentation lets call an operation. */
  enum Allowed {
    DEVELOPERS,
    IDENTITIES,
    BOTH;

    boolean allows(Who who) {
      return switch (who) {
        case DEVELOPER -> this != IDENTITIES;
        case THE_IDENTITY_ITSELF -> this != DEVELOPERS;
        case ANOTHER_OF_ITS_POOL, ONE_OF_ANOTHER_POOL -> false;
      };
    }
  }

  /** One call of an operation about the identity's data. */
  private interface Call {
    void by(CognitoSyncClient client, String pool, String identity);
  }

  private record Operation(String name, Allowed allowed, Call call) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation(
              "BulkPublish",
              Allowed.DEVELOPERS,
              (client, pool, identity) -> client.bulkPublish(r -> r.identityPoolId(pool))),
          new Operation(
              "DeleteDataset",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.deleteDataset(
                      r -> r.identityPoolId(pool).identityId(identity).datasetName(DATASET))),
          new Operation(
              "DescribeDataset",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.describeDataset(
                      r -> r.identityPoolId(pool).identityId(identity).datasetName(DATASET))),
          new Operation(
              "DescribeIdentityPoolUsage",
              Allowed.DEVELOPERS,
              (client, pool, identity) ->
                  client.describeIdentityPoolUsage(r -> r.identityPoolId(pool))),
          new Operation(
              "DescribeIdentityUsage",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.describeIdentityUsage(r -> r.identityPoolId(pool).identityId(identity))),
          new Operation(
              "GetBulkPublishDetails",
              Allowed.DEVELOPERS,
              (client, pool, identity) ->
                  client.getBulkPublishDetails(r -> r.identityPoolId(pool))),
          new Operation(
              "GetCognitoEvents",
              Allowed.DEVELOPERS,
              (client, pool, identity) -> client.getCognitoEvents(r -> r.identityPoolId(pool))),
          new Operation(
              "GetIdentityPoolConfiguration",
              Allowed.DEVELOPERS,
              (client, pool, identity) ->
                  client.getIdentityPoolConfiguration(r -> r.identityPoolId(pool))),
          new Operation(
              "ListDatasets",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.listDatasets(r -> r.identityPoolId(pool).identityId(identity))),
          new Operation(
              "ListIdentityPoolUsage",
              Allowed.DEVELOPERS,
              (client, pool, identity) -> client.listIdentityPoolUsage(r -> r.maxResults(2))),
          new Operation(
              "ListRecords",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.listRecords(
                      r -> r.identityPoolId(pool).identityId(identity).datasetName(DATASET))),
          new Operation(
              "RegisterDevice",
              Allowed.IDENTITIES,
              (client, pool, identity) ->
                  client.registerDevice(
                      r -> r.identityPoolId(pool).identityId(identity).platform("GCM").token("t"))),
          new Operation(
              "SetCognitoEvents",
              Allowed.DEVELOPERS,
              (client, pool, identity) ->
                  client.setCognitoEvents(
                      r -> r.identityPoolId(pool).events(Map.of("SyncTrigger", "")))),
          new Operation(
              "SetIdentityPoolConfiguration",
              Allowed.DEVELOPERS,
              (client, pool, identity) ->
                  client.setIdentityPoolConfiguration(
                      r -> r.identityPoolId(pool).pushSync(push -> {}))),
          new Operation(
              "SubscribeToDataset",
              Allowed.IDENTITIES,
              (client, pool, identity) ->
                  client.subscribeToDataset(r ->
                      r.identityPoolId(pool)
                          .identityId(identity)
                          .datasetName(DATASET)
                          .deviceId(DEVICE))),
          new Operation(
              "UnsubscribeFromDataset",
              Allowed.IDENTITIES,
              (client, pool, identity) ->
                  client.unsubscribeFromDataset(r ->
                      r.identityPoolId(pool)
                          .identityId(identity)
                          .datasetName(DATASET)
                          .deviceId(DEVICE))),
          new Operation(
              "UpdateRecords",
              Allowed.BOTH,
              (client, pool, identity) ->
                  client.updateRecords(r ->
                      r.identityPoolId(pool)
                          .identityId(identity)
                          .datasetName(DATASET)
                          .syncSessionToken("t"))));

  private static RunningCloud cloud;
  private static SignedIn app;
  private static Map<Who, CognitoSyncClient> clients;

  @BeforeAll
  static void start() {
    cloud = RunningCloud.start();
    app = cloud.signIn(RunningCloud.newIdentityPoolId());
    clients =
        Map.of(
            Who.DEVELOPER,
            cloud.developer(),
            Who.THE_IDENTITY_ITSELF,
            app.client(),
            Who.ANOTHER_OF_ITS_POOL,
            cloud.signIn(app.identityPoolId()).client(),
            Who.ONE_OF_ANOTHER_POOL,
            cloud.signIn(RunningCloud.newIdentityPoolId()).client());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  static Stream<Arguments> pairs() {
    return OPERATIONS.stream()
        .flatMap(operation ->
            Arrays.stream(Who.values()).map(who -> Arguments.of(operation.name(), who)));
  }

  @Test
  void operations_areAllThatTheTemplateHas() {
    assertThat(OPERATIONS).hasSize(17);
    assertThat(pairs()).hasSize(17 * 4);
    assertThat(OPERATIONS)
        .extracting(Operation::name)
        .doesNotHaveDuplicates()
        .containsAll(TemplateOperations.names());
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("pairs")
  void operation_isForWhomTheDocumentationSays(String name, Who who) {
    assumeTrue(
        TemplateOperations.names().contains(name), () -> "template.yaml has no function " + name);
    Operation operation =
        OPERATIONS.stream().filter(o -> o.name().equals(name)).findAny().orElseThrow();

    Optional<CognitoSyncException> refusal =
        Optional.ofNullable(
            catchThrowableOfType(
                CognitoSyncException.class,
                () ->
                    operation.call().by(clients.get(who), app.identityPoolId(), app.identityId())));

    if (operation.allowed().allows(who)) {
      // What it answers is for other tests: here there is no dataset, device or stream.
      assertThat(refusal)
          .satisfies(answer ->
              answer.ifPresent(error -> {
                assertThat(error).isNotInstanceOf(NotAuthorizedException.class);
                assertThat(error.getClass()).isNotEqualTo(CognitoSyncException.class);
                assertThat(error.statusCode()).isBetween(400, 499).isNotEqualTo(403);
              }));
    } else {
      assertThat(refusal)
          .hasValueSatisfying(error -> {
            assertThat(error).isInstanceOf(NotAuthorizedException.class);
            assertThat(error.statusCode()).isEqualTo(403);
          });
    }
  }
}
