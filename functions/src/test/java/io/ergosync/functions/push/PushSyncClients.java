package io.ergosync.functions.push;

import io.ergosync.delivery.sns.RecordingSns;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.NoAwsClients;
import io.ergosync.runtime.AssumedRole;
import io.ergosync.storage.Samples;
import io.ergosync.storage.dynamodb.LocalTables;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** DynamoDB Local, and what the function sends to SNS and SQS. Nothing else may be called. */
final class PushSyncClients extends NoAwsClients {
  private static final IdentityPoolId POOL = Samples.POOL;

  final RecordingSns sns = new RecordingSns();

  /** Queue URL and body of each message. */
  final List<String> queued = new CopyOnWriteArrayList<>();

  @Override
  public DynamoDbClient dynamoDb() {
    return LocalTables.client();
  }

  @Override
  public SnsClient sns(Region region) {
    return sns.client(POOL, region.id(), "");
  }

  @Override
  public SnsClient sns(Region region, AssumedRole role) {
    return sns.client(POOL, region.id(), role.roleArn() + " as " + role.sessionName());
  }

  @Override
  public SqsClient sqs() {
    return new RecordingSqs();
  }

  private final class RecordingSqs implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      queued.add(request.queueUrl() + " " + request.messageBody());
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      request
          .entries()
          .forEach(entry -> queued.add(request.queueUrl() + " " + entry.messageBody()));
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
