package io.ergosync.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.local.template.TableDefinition.Index;
import io.ergosync.local.template.TableDefinition.KeyPart;
import io.ergosync.runtime.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
  private static final String HEADER =
      """
      Parameters:
        Max: {Type: Number, Default: 20}
        Guarded: {Type: String, Default: "no"}
        Without: {Type: String}
      Conditions:
        IsGuarded: !Equals [!Ref Guarded, "yes"]
        IsOpen: !Not [!Condition IsGuarded]
        IsBoth: !And [!Condition IsOpen, !Condition IsGuarded]
        IsEither: !Or [!Condition IsOpen, !Condition IsGuarded]
      Globals:
        Function:
          Timeout: 25
          Environment:
            Variables: {SHARED: one, REPLACED: one}
      """;

  @Test
  void read_projectTemplate_hasItsTableRoutesAndCors() {
    Template template = TemplateReader.read(Path.of("../template.yaml"));

    assertThat(template.tables()).extracting(TableDefinition::name).containsExactly("Table");
    assertThat(template.tables().getFirst().key())
        .containsExactly(new KeyPart("pk", "HASH"), new KeyPart("sk", "RANGE"));
    FunctionDefinition describe = template.function("DescribeDataset").orElseThrow();
    assertThat(describe.routes())
        .containsExactly(
            new Route(
                "GET",
                "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}"));
    assertThat(describe.variables()).containsEntry("TABLE_NAME", "Table");
    assertThat(template.cors().allowOrigins()).containsExactly("*");
    assertThat(template.cors().exposeHeaders()).contains("x-amzn-ErrorType");
  }

  @Test
  void parse_table_isReadWhole() {
    Template template =
        TemplateReader.parse(
            """
            Resources:
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    - {AttributeName: pk, AttributeType: S}
                    - {AttributeName: n, AttributeType: N}
                  KeySchema:
                    - {AttributeName: pk, KeyType: HASH}
                  GlobalSecondaryIndexes:
                    - IndexName: byNumber
                      KeySchema: [{AttributeName: n, KeyType: HASH}]
                      Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [a]}
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
                  TimeToLiveSpecification: {AttributeName: end, Enabled: true}
            """);

    assertThat(template.tables())
        .containsExactly(
            new TableDefinition(
                "Items",
                Map.of("pk", "S", "n", "N"),
                List.of(new KeyPart("pk", "HASH")),
                List.of(
                    new Index(
                        "byNumber", List.of(new KeyPart("n", "HASH")), "INCLUDE", List.of("a"))),
                "NEW_IMAGE",
                "end"));
    assertThat(template.cors()).isEqualTo(CorsDefinition.NONE);
  }

  @Test
  void parse_function_isMergedWithGlobals() {
    FunctionDefinition function =
        function(
            """
                MemorySize: 512
                Environment:
                  Variables: {REPLACED: two, OWN: three}
            """);

    assertThat(function.name()).isEqualTo("Sample");
    assertThat(function.handlerClass()).isEqualTo("a.B");
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(25));
    assertThat(function.memoryMegabytes()).isEqualTo(512);
    assertThat(function.variables())
        .containsOnly(
            Map.entry("SHARED", "one"), Map.entry("REPLACED", "two"), Map.entry("OWN", "three"));
  }

  @Test
  void parse_intrinsicFunctions_areResolved() {
    FunctionDefinition function =
        function(
            """
                Environment:
                  Variables:
                    PARAMETER: !Ref Max
                    TABLE: !Ref Items
                    LONG_FORM: {Ref: Items}
                    ARN: !GetAtt Items.Arn
                    QUEUE: !Ref Queue
                    QUEUE_ARN: !GetAtt [Queue, Arn]
                    SUB: !Sub "${AWS::Region} ${Max} ${!kept} ${Items.Arn}"
                    SUB_WITH: !Sub ["${A}-${Max}", {A: !Ref Items}]
                    JOIN: !Join ["-", [a, !Ref Max]]
                    SELECT: !Select [1, [a, b]]
                    IF: !If [IsGuarded, yes, "open"]
                    EITHER: !If [IsEither, "1", "2"]
                    BOTH: !If [IsBoth, "1", "2"]
                    ABSENT: !If [IsGuarded, x, !Ref AWS::NoValue]
            """);

    assertThat(function.variables())
        .containsEntry("PARAMETER", "20")
        .containsEntry("TABLE", "items")
        .containsEntry("LONG_FORM", "items")
        .containsEntry("ARN", "arn:aws:dynamodb:us-east-1:000000000000:table/items")
        .containsEntry("QUEUE", "https://sqs.us-east-1.amazonaws.com/000000000000/Queue")
        .containsEntry("QUEUE_ARN", "arn:aws:sqs:us-east-1:000000000000:Queue")
        .containsEntry(
            "SUB", "us-east-1 20 ${kept} arn:aws:dynamodb:us-east-1:000000000000:table/items")
        .containsEntry("SUB_WITH", "items-20")
        .containsEntry("JOIN", "a-20")
        .containsEntry("SELECT", "b")
        .containsEntry("IF", "open")
        .containsEntry("EITHER", "1")
        .containsEntry("BOTH", "2")
        .doesNotContainKey("ABSENT");
  }

  @Test
  void parse_unknownFunctionThatNothingReads_isIgnored() {
    assertThat(function("    Tags: !Transform {Name: x}\n").name()).isEqualTo("Sample");
  }

  @Test
  void parse_resourceWhoseConditionFails_isAbsent() {
    String yaml =
        HEADER
            + """
            Resources:
              SampleFunction:
                Type: AWS::Serverless::Function
                Condition: IsGuarded
                Properties: {Handler: a.B::handleRequest}
            """;

    assertThat(TemplateReader.parse(yaml).functions()).isEmpty();
  }

  @Test
  void parse_whatCannotRun_isNamed() {
    assertUnusable(
        "    Environment: {Variables: {A: !ImportValue x}}\n",
        "The template's Resources.SampleFunction.Properties.Environment.Variables.A cannot be read: the local cloud does not know Fn::ImportValue.");
    assertUnusable(
        "    Environment: {Variables: {A: !Ref Without}}\n",
        "The template's Resources.SampleFunction.Properties.Environment.Variables.A cannot be read: give the parameter Without a default, which is what runs locally.");
    assertUnusable(
        "    Environment: {Variables: {A: !Ref Nothing}}\n",
        "The template's Resources.SampleFunction.Properties.Environment.Variables.A cannot be read: there is no resource or parameter Nothing.");
    assertUnusable(
        "    Environment: {Variables: {A: !GetAtt Items.Color}}\n",
        "The template's Resources.SampleFunction.Properties.Environment.Variables.A cannot be read: the local cloud does not know the attribute Color of Items, a resource of type AWS::DynamoDB::Table.");
    assertUnusable(
        "    Timeout: soon\n",
        "The template's Resources.SampleFunction.Properties.Timeout must be a whole number.");
    assertUnusable(
        "    Events: {Api: {Type: HttpApi, Properties: {Method: get, Path: '/{proxy+}'}}}\n",
        "The template's function SampleFunction has the path '/{proxy+}'; every segment must be literal or one parameter in braces.");
  }

  @Test
  void parse_notATemplate_isToldInOneSentence() {
    assertThatThrownBy(() -> TemplateReader.parse("a: ["))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> TemplateReader.parse("")).hasMessage("The template must be a map.");
    assertThatThrownBy(() -> TemplateReader.parse("A: 1"))
        .hasMessage("The template has no Resources.");
    assertThatThrownBy(() -> TemplateReader.read(Path.of("missing.yaml")))
        .hasMessageStartingWith("The template missing.yaml cannot be read");
  }

  private static FunctionDefinition function(String properties) {
    return parse(properties).function("Sample").orElseThrow();
  }

  private static Template parse(String properties) {
    return TemplateReader.parse(
        HEADER
            + """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: items
                  AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
                  KeySchema: [{AttributeName: pk, KeyType: HASH}]
              SampleFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B::handleRequest
            """
            + properties.indent(2));
  }

  private static void assertUnusable(String properties, String message) {
    assertThatThrownBy(() -> parse(properties))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
