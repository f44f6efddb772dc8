package io.ergosync.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.runtime.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSourceReaderTest {
  private static final String STREAM =
      """
      Resources:
        Items: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [], KeySchema: []}}
        Failed: {Type: AWS::SQS::Queue}
        FeedFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.B
            Events:
              Stream:
                Type: DynamoDB
                Properties:
                  Stream: !GetAtt Items.StreamArn
                  StartingPosition: %s
      """;

  @Test
  void stream_isReadWhole() {
    String more =
        """
                  BatchSize: 50
                  MaximumBatchingWindowInSeconds: 1
                  ParallelizationFactor: 4
                  BisectBatchOnFunctionError: true
                  MaximumRetryAttempts: 3
                  MaximumRecordAgeInSeconds: 3600
                  FunctionResponseTypes: [ReportBatchItemFailures]
                  FilterCriteria: {Filters: [{Pattern: '{"a":["x"]}'}]}
                  DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}}
        """
            .indent(2);

    assertThat(sources(STREAM.formatted("LATEST") + more))
        .containsExactly(
            new EventSource.Stream(
                "Stream",
                "Items",
                "arn:aws:dynamodb:us-east-1:000000000000:table/Items/stream/local",
                50,
                Duration.ofSeconds(1),
                4,
                true,
                3,
                Duration.ofHours(1),
                true,
                List.of("{\"a\":[\"x\"]}"),
                "arn:aws:sqs:us-east-1:000000000000:Failed"));
  }

  @Test
  void stream_hasLambdasDefaults() {
    assertThat(sources(STREAM.formatted("TRIM_HORIZON")))
        .containsExactly(
            new EventSource.Stream(
                "Stream",
                "Items",
                "arn:aws:dynamodb:us-east-1:000000000000:table/Items/stream/local",
                100,
                Duration.ZERO,
                1,
                false,
                EventSource.UNLIMITED,
                Duration.ZERO,
                false,
                List.of(),
                ""));
  }

  @Test
  void stream_fromAnotherPlace_isRefused() {
    assertThatThrownBy(() -> sources(STREAM.formatted("AT_TIMESTAMP")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The template's FeedFunction.Events.Stream must have the StartingPosition TRIM_HORIZON or LATEST, not 'AT_TIMESTAMP'.");
    assertThatThrownBy(
            () -> sources(STREAM.formatted("LATEST").replace("!GetAtt Items.StreamArn", "other")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("only the StreamArn of a table");
  }

  @Test
  void queues_areReadWithTheirMappings() {
    Template template =
        TemplateReader.parse(
            """
            Resources:
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 150
                  DelaySeconds: 5
                  MessageRetentionPeriod: 1209600
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 4}
              Dead: {Type: AWS::SQS::Queue}
              WorkFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  Environment: {Variables: {URL: !Ref Work, BUCKET: !Ref Bucket}}
                  Events:
                    Queue:
                      Type: SQS
                      Properties: {Queue: !GetAtt Work.Arn, ScalingConfig: {MaximumConcurrency: 2}}
                    Off: {Type: SQS, Properties: {Queue: !GetAtt Dead.Arn, Enabled: false}}
              Bucket: {Type: AWS::S3::Bucket}
            """);

    String arn = "arn:aws:sqs:us-east-1:000000000000:";
    assertThat(template.queues())
        .containsExactly(
            new QueueDefinition(
                "Work",
                Duration.ofSeconds(150),
                Duration.ofSeconds(5),
                Duration.ofDays(14),
                arn + "Dead",
                4),
            new QueueDefinition(
                "Dead", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(4), "", 0));
    FunctionDefinition function = template.function("Work").orElseThrow();
    assertThat(function.sources())
        .containsExactly(new EventSource.Queue("Queue", arn + "Work", 10, Duration.ZERO, false, 2));
    assertThat(function.variables())
        .containsEntry("URL", template.queues().getFirst().url())
        .containsEntry("BUCKET", "Bucket");
  }

  private static List<EventSource> sources(String yaml) {
    return TemplateReader.parse(yaml).function("Feed").orElseThrow().sources();
  }
}
