package io.ergosync.local.permissions;

import static io.ergosync.local.template.Template.ACCOUNT_ID;
import static io.ergosync.local.template.Template.REGION;

import io.ergosync.local.template.TableDefinition;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * What requests need to be allowed, as the Service Authorization Reference has actions and
 * resources. SNS lists no resources for platform applications and their endpoints; policies name
 * their ARNs, as SNS's own examples do.
 */
final class Calls {
  private final DynamoDbCalls dynamoDb;

  Calls(List<TableDefinition> tables) {
    this.dynamoDb = new DynamoDbCalls(tables);
  }

  /**
   * What a request needs, all of it.
   *
   * @param region the one that the client is for
   * @return empty for a request that is not known, which nothing allows
   */
  List<Access> accesses(Object request, String region) {
    return switch (request) {
      case DynamoDbRequest toTable -> dynamoDb.accesses(toTable);
      case CreatePlatformEndpointRequest create ->
          one("sns:CreatePlatformEndpoint", create.platformApplicationArn());
      case GetEndpointAttributesRequest get -> one("sns:GetEndpointAttributes", get.endpointArn());
      case SetEndpointAttributesRequest set -> one("sns:SetEndpointAttributes", set.endpointArn());
      case PublishRequest publish ->
          one(
              "sns:Publish",
              publish.targetArn() == null ? publish.topicArn() : publish.targetArn());
      case InvokeRequest invoke -> one("lambda:InvokeFunction", function(invoke, region));
      case PutRecordRequest put ->
          one("kinesis:PutRecord", stream(put.streamName(), put.streamARN()));
      case PutRecordsRequest put ->
          one("kinesis:PutRecords", stream(put.streamName(), put.streamARN()));
      case SendMessageRequest send -> one("sqs:SendMessage", queue(send.queueUrl()));
      case SendMessageBatchRequest send -> one("sqs:SendMessage", queue(send.queueUrl()));
      case ChangeMessageVisibilityRequest change ->
          one("sqs:ChangeMessageVisibility", queue(change.queueUrl()));
      case GetObjectRequest get -> one("s3:GetObject", object(get.bucket(), get.key()));
      // Whoever uses the URL does so in the name of the role that made it.
      case GetObjectPresignRequest get ->
          one(
              "s3:GetObject",
              object(get.getObjectRequest().bucket(), get.getObjectRequest().key()));
      case PutObjectRequest put -> one("s3:PutObject", object(put.bucket(), put.key()));
      case DeleteObjectRequest delete ->
          one("s3:DeleteObject", object(delete.bucket(), delete.key()));
      default -> List.of();
    };
  }

  private static List<Access> one(String action, String resource) {
    return List.of(Access.of(action, resource == null ? "" : resource));
  }

  private static String function(InvokeRequest invoke, String region) {
    String name = invoke.functionName();
    String arn =
        name.startsWith("arn:")
            ? name
            : "arn:aws:lambda:%s:%s:function:%s".formatted(region, ACCOUNT_ID, name);
    return invoke.qualifier() == null ? arn : arn + ":" + invoke.qualifier();
  }

  private static String stream(String name, String arn) {
    return arn == null
        ? "arn:aws:kinesis:%s:%s:stream/%s".formatted(REGION, ACCOUNT_ID, name)
        : arn;
  }

  /** {@code https://sqs.<region>.<domain>/<account>/<name>}. */
  private static String queue(String url) {
    URI uri = URI.create(url);
    String[] host = uri.getHost().split("\\.", -1);
    String region = host.length > 1 && host[0].equals("sqs") ? host[1] : REGION;
    return "arn:aws:sqs:%s:%s".formatted(region, uri.getPath().substring(1).replace('/', ':'));
  }

  private static String object(String bucket, String key) {
    return "arn:aws:s3:::%s/%s".formatted(bucket, key);
  }
}
