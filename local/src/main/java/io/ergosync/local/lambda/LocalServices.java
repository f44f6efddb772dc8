package io.ergosync.local.lambda;

import io.ergosync.local.kinesis.LocalKinesis;
import io.ergosync.local.objects.LocalObjects;
import io.ergosync.local.push.LocalSns;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services that all functions share, each in this process or elsewhere.
 *
 * @param customerLambda that of every region
 * @param areElsewhere whether one of them is not in this process
 */
public record LocalServices(
    LambdaClient customerLambda,
    LocalSns sns,
    LocalKinesis kinesis,
    SqsClient sqs,
    LocalObjects objects,
    boolean areElsewhere) {
  /** Services that are all in this process. */
  public LocalServices(
      LambdaClient customerLambda,
      LocalSns sns,
      LocalKinesis kinesis,
      SqsClient sqs,
      LocalObjects objects) {
    this(customerLambda, sns, kinesis, sqs, objects, false);
  }
}
