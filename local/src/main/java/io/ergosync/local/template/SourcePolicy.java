package io.ergosync.local.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What SAM allows a function's role by itself because of an event source. Lambda makes these calls
 * in the role, not the function.
 */
public final class SourcePolicy {
  private static final List<String> EVERYTHING = List.of("*");

  private SourcePolicy() {}

  /**
   * The statements of an event source: those of AWSLambdaDynamoDBExecutionRole and
   * AWSLambdaSQSQueueExecutionRole as of their first version, whose writing of logs every function
   * is allowed anyway; and sending to a queue for failures.
   */
  public static List<PolicyStatement> of(EventSource source) {
    List<PolicyStatement> statements = new ArrayList<>();
    switch (source) {
      case EventSource.Stream stream -> {
        statements.add(
            allow(
                List.of(
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:ListStreams"),
                EVERYTHING));
        if (!stream.onFailureArn().isEmpty()) {
          statements.add(allow(List.of("sqs:SendMessage"), List.of(stream.onFailureArn())));
        }
      }
      case EventSource.Queue _ ->
          statements.add(
              allow(
                  List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                  EVERYTHING));
    }
    return List.copyOf(statements);
  }

  private static PolicyStatement allow(List<String> actions, List<String> resources) {
    return new PolicyStatement(actions, resources, List.of());
  }
}
