package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.AssumedRole;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class GuardedClientsTest {
  private static final Template TEMPLATE =
      TemplateReader.parse(
          """
          Resources:
            Items:
              Type: AWS::DynamoDB::Table
              Properties:
                AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
                KeySchema: [{AttributeName: pk, KeyType: HASH}]
            ReadFunction:
              Type: AWS::Serverless::Function
              Properties:
                Handler: a.B::handleRequest
                Policies:
                  - Statement:
                      - Effect: Allow
                        Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"]
                        Resource: !GetAtt Items.Arn
                        Condition: {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "A#*"}}
                      - Effect: Allow
                        Action: sts:AssumeRole
                        Resource: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/ours/*
          """);
  private static final FunctionDefinition FUNCTION = TEMPLATE.functions().getFirst();

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Permissions permissions =
      new Permissions(
          TEMPLATE,
          false,
          PermissionLog.NONE,
          new ServerLog(new PrintStream(lines, true, StandardCharsets.UTF_8)));
  private final Table table = new Table();
  private final DynamoDbClient guarded = permissions.of(FUNCTION).dynamoDb(table);

  /** Has two pages for each query, and no item that is called missing. */
  private static final class Table implements DynamoDbClient {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      requests.incrementAndGet();
      if (request.key().get("pk").s().equals("A#missing")) {
        throw ResourceNotFoundException.builder().message("no table").build();
      }
      return GetItemResponse.builder().item(request.key()).build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      requests.incrementAndGet();
      return request.hasExclusiveStartKey()
          ? QueryResponse.builder().items(List.of(key("A#2"))).build()
          : QueryResponse.builder().items(List.of(key("A#1"))).lastEvaluatedKey(key("A#1")).build();
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
      requests.incrementAndGet();
      return ScanResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      requests.set(0);
    }
  }

  @Test
  void allowedCall_isMade_inEveryFormOfTheSdk() {
    assertThat(guarded.getItem(get -> get.tableName("Items").key(key("A#1"))).hasItem()).isTrue();
    assertThat(
            guarded
                .getItem(GetItemRequest.builder().tableName("Items").key(key("A#1")).build())
                .hasItem())
        .isTrue();
    assertThat(guarded.queryPaginator(query("A#1")).items()).hasSize(2);
    assertThat(table.requests).hasValue(4);
    assertThat(guarded.serviceName()).isEqualTo(DynamoDbClient.SERVICE_NAME);
    // Each page is a request of its own.
    assertThat(permissions.read().at("/Read/granted/1/uses").asInt()).isEqualTo(2);
    assertThat(permissions.read().at("/Read/unused")).hasSize(2);
  }

  @Test
  void refusedCall_isNotMade_inAnyFormOfTheSdk() {
    assertRefused(() -> guarded.getItem(get -> get.tableName("Items").key(key("B#1"))));
    assertRefused(
        () -> guarded.getItem(GetItemRequest.builder().tableName("Items").key(key("B#1")).build()));
    assertRefused(() -> guarded.query(query("B#1")));
    assertRefused(() -> guarded.queryPaginator(query("B#1")).stream().count());
    assertRefused(() -> guarded.putItem(put -> put.tableName("Items").item(key("A#1"))));
    assertThat(table.requests).hasValue(0);
  }

  /** The policy names the action, but with leading keys: a scan reads all. */
  @Test
  void scan_isRefused_whereKeysAreAskedFor() {
    assertRefused(() -> guarded.scan(scan -> scan.tableName("Items")));
    assertThat(table.requests).hasValue(0);
  }

  @Test
  void unknownCall_isRefused() {
    assertRefused(() -> guarded.listTables());
    assertThat(table.requests).hasValue(0);
  }

  @Test
  void refusal_isWhatTheServiceSays_isLoggedAndCounted() {
    assertThatThrownBy(() -> guarded.getItem(get -> get.tableName("Items").key(key("B#1"))))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(refusal.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:sts::000000000000:assumed-role/ReadFunctionRole/ReadFunction is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Items");
            });
    assertThat(lines.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("[B#1]");
    assertThat(permissions.read().at("/Read/refused/0").toString())
        .isEqualTo(
            "{\"action\":\"dynamodb:GetItem\",\"resource\":\"arn:aws:dynamodb:us-east-1:000000000000:table/Items\",\"leadingKeys\":[\"B#1\"],\"count\":1}");
    permissions.clear();
    assertThat(permissions.read().at("/Read/refused")).isEmpty();
  }

  @Test
  void failureOfTheService_passesUnchanged() {
    assertThatThrownBy(() -> guarded.getItem(get -> get.tableName("Items").key(key("A#missing"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void inRole_onlyAssumingItIsChecked() {
    GuardedClients clients = permissions.of(FUNCTION);
    DynamoDbClient allowed =
        clients.inRole(
            DynamoDbClient.class,
            table,
            new AssumedRole("arn:aws:iam::000000000000:role/ours/a", "session"));
    DynamoDbClient refused =
        clients.inRole(
            DynamoDbClient.class,
            table,
            new AssumedRole("arn:aws:iam::000000000000:role/theirs/a", "session"));

    assertThat(allowed.getItem(get -> get.tableName("Items").key(key("B#1"))).hasItem()).isTrue();
    assertThatThrownBy(() -> refused.getItem(get -> get.tableName("Items").key(key("A#1"))))
        .isInstanceOf(StsException.class)
        .hasMessageContaining(
            "sts:AssumeRole on resource: arn:aws:iam::000000000000:role/theirs/a");
    assertThat(table.requests).hasValue(1);
  }

  @Test
  void inRole_ofAnotherAccount_isAllowedOnlyWhereServicesAreElsewhere() {
    AssumedRole role = new AssumedRole("arn:aws:iam::123456789012:role/ours/a", "session");
    Permissions elsewhere =
        new Permissions(
            TEMPLATE,
            true,
            PermissionLog.NONE,
            new ServerLog(new PrintStream(lines, true, StandardCharsets.UTF_8)));

    assertThat(
            elsewhere
                .of(FUNCTION)
                .inRole(DynamoDbClient.class, table, role)
                .getItem(get -> get.tableName("Items").key(key("B#1")))
                .hasItem())
        .isTrue();
    assertRefused(() ->
        permissions
            .of(FUNCTION)
            .inRole(DynamoDbClient.class, table, role)
            .getItem(get -> get.tableName("Items").key(key("B#1"))));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("is not authorized to perform");
  }

  private static QueryRequest query(String key) {
    return QueryRequest.builder()
        .tableName("Items")
        .keyConditionExpression("pk = :p")
        .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(key)))
        .build();
  }

  private static Map<String, AttributeValue> key(String partition) {
    return Map.of("pk", AttributeValue.fromS(partition));
  }
}
