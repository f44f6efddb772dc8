package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.template.TableDefinition;
import io.ergosync.local.template.TemplateReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

class CallsTest {
  private static final List<TableDefinition> TABLES =
      TemplateReader.read(Path.of("..", "template.yaml")).tables();
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/Table";

  private final Calls calls = new Calls(TABLES);

  @Test
  void accesses_query_hasTheKeyThatItsConditionAsksFor() {
    QueryRequest query =
        QueryRequest.builder()
            .tableName("Table")
            .keyConditionExpression("#k = :p AND begins_with(sk, :s)")
            .expressionAttributeNames(Map.of("#k", "pk"))
            .expressionAttributeValues(
                Map.of(":p", AttributeValue.fromS("A"), ":s", AttributeValue.fromS("B")))
            .build();

    assertThat(calls.accesses(query, "us-east-1"))
        .containsExactly(new Access("dynamodb:Query", TABLE, List.of("A")));
  }

  @Test
  void accesses_queryOnAnIndex_hasTheIndexAndItsKey() {
    QueryRequest query =
        QueryRequest.builder()
            .tableName("Table")
            .indexName("pool")
            .keyConditionExpression("poolPk = :p AND poolSk > :s")
            .expressionAttributeValues(
                Map.of(":p", AttributeValue.fromS("A"), ":s", AttributeValue.fromS("B")))
            .build();

    assertThat(calls.accesses(query, "us-east-1"))
        .containsExactly(new Access("dynamodb:Query", TABLE + "/index/pool", List.of("A")));
  }

  @Test
  void accesses_batches_haveAllKeys() {
    assertThat(
            calls.accesses(
                BatchGetItemRequest.builder()
                    .requestItems(
                        Map.of(
                            "Table",
                            KeysAndAttributes.builder()
                                .keys(List.of(key("A"), key("B"), key("A")))
                                .build()))
                    .build(),
                "us-east-1"))
        .containsExactly(new Access("dynamodb:BatchGetItem", TABLE, List.of("A", "B")));
    assertThat(
            calls.accesses(
                BatchWriteItemRequest.builder()
                    .requestItems(
                        Map.of(
                            "Table",
                            List.of(
                                WriteRequest.builder().putRequest(p -> p.item(key("A"))).build(),
                                WriteRequest.builder()
                                    .deleteRequest(d -> d.key(key("B")))
                                    .build())))
                    .build(),
                "us-east-1"))
        .containsExactly(new Access("dynamodb:BatchWriteItem", TABLE, List.of("A", "B")));
  }

  @Test
  void accesses_transaction_needsWhatItsItemsNeed() {
    TransactWriteItemsRequest transaction =
        TransactWriteItemsRequest.builder()
            .transactItems(
                TransactWriteItem.builder().put(p -> p.tableName("Table").item(key("A"))).build(),
                TransactWriteItem.builder().update(u -> u.tableName("Table").key(key("B"))).build(),
                TransactWriteItem.builder().delete(d -> d.tableName("Table").key(key("C"))).build(),
                TransactWriteItem.builder()
                    .conditionCheck(c -> c.tableName("Table").key(key("D")))
                    .build())
            .build();

    assertThat(calls.accesses(transaction, "us-east-1"))
        .extracting(Access::action, access -> access.leadingKeys().getFirst())
        .extracting(Object::toString)
        .containsExactly(
            "(\"dynamodb:PutItem\", \"A\")",
            "(\"dynamodb:UpdateItem\", \"B\")",
            "(\"dynamodb:DeleteItem\", \"C\")",
            "(\"dynamodb:ConditionCheckItem\", \"D\")");
  }

  @Test
  void accesses_scan_namesNoKeys() {
    assertThat(calls.accesses(ScanRequest.builder().tableName("Table").build(), "us-east-1"))
        .containsExactly(new Access("dynamodb:Scan", TABLE, List.of()));
  }

  @Test
  void accesses_unknownRequest_areNone() {
    assertThat(
            calls.accesses(DescribeTableRequest.builder().tableName("Table").build(), "us-east-1"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void accesses_otherServices_haveTheArnOfWhatIsUsed(Object request, String access) {
    assertThat(calls.accesses(request, "eu-west-1"))
        .extracting(each -> each.action() + " " + each.resource())
        .containsExactly(access);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(
            InvokeRequest.builder().functionName("f").qualifier("live").build(),
            "lambda:InvokeFunction arn:aws:lambda:eu-west-1:000000000000:function:f:live"),
        Arguments.of(
            InvokeRequest.builder().functionName("arn:aws:lambda:us-east-1:1:function:f").build(),
            "lambda:InvokeFunction arn:aws:lambda:us-east-1:1:function:f"),
        Arguments.of(
            PutRecordsRequest.builder().streamName("s").build(),
            "kinesis:PutRecords arn:aws:kinesis:us-east-1:000000000000:stream/s"),
        Arguments.of(
            SendMessageBatchRequest.builder()
                .queueUrl("https://sqs.us-east-1.amazonaws.com/000000000000/q")
                .build(),
            "sqs:SendMessage arn:aws:sqs:us-east-1:000000000000:q"),
        Arguments.of(
            PutObjectRequest.builder().bucket("b").key("k").build(),
            "s3:PutObject arn:aws:s3:::b/k"),
        Arguments.of(
            GetObjectPresignRequest.builder()
                .signatureDuration(Duration.ofHours(1))
                .getObjectRequest(get -> get.bucket("b").key("k"))
                .build(),
            "s3:GetObject arn:aws:s3:::b/k"),
        Arguments.of(
            PublishRequest.builder().targetArn("arn:aws:sns:us-east-1:1:endpoint/GCM/a/b").build(),
            "sns:Publish arn:aws:sns:us-east-1:1:endpoint/GCM/a/b"));
  }

  private static Map<String, AttributeValue> key(String partition) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("s"));
  }
}
