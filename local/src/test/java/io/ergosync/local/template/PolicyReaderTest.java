package io.ergosync.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.runtime.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/Table";

  private static final String HEADER =
      """
      Parameters:
        RoleArns: {Type: CommaDelimitedList, Default: "ROLES"}
      Conditions:
        HasRoleArns: !Not [!Equals [!Join ["", !Ref RoleArns], ""]]
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
            KeySchema: [{AttributeName: pk, KeyType: HASH}]
        OneFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.B::handleRequest
      """;

  @Test
  void read_projectTemplate_everyFunctionHasAPolicyOfItsOwn() {
    Template template = TemplateReader.read(Path.of("..", "template.yaml"));

    assertThat(template.functions())
        .allSatisfy(function -> assertThat(function.policy()).isNotEmpty());
    assertThat(template.function("DescribeDataset").orElseThrow().policy())
        .containsExactly(
            new PolicyStatement(
                List.of("dynamodb:GetItem"), List.of(TABLE), List.of("IDENTITY#*")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:iam::1:role/a,arn:aws:iam::1:role/b*",
      })
  void read_listOfAParameter_isTheResources(String roles) {
    assertThat(
            policy(
                roles,
                """
                Policies:
                  Version: "2012-10-17"
                  Statement:
                    Sid: Roles
                    Effect: Allow
                    Action: sts:AssumeRole
                    Resource: !If [HasRoleArns, !Ref RoleArns, !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*"]
                """))
        .containsExactly(
            new PolicyStatement(
                List.of("sts:AssumeRole"),
                roles.isEmpty()
                    ? List.of("arn:aws:iam::000000000000:role/*")
                    : List.of(roles.split(",")),
                List.of()));
  }

  @Test
  void read_leadingKeys_areOneOrMore() {
    assertThat(
            policy(
                "",
                """
                Policies:
                  - Statement:
                      - Effect: Allow
                        Action: [dynamodb:GetItem, dynamodb:Query]
                        Resource: !GetAtt Table.Arn
                        Condition: {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["A#*", B]}}
                """))
        .containsExactly(
            new PolicyStatement(
                List.of("dynamodb:GetItem", "dynamodb:Query"),
                List.of(TABLE),
                List.of("A#*", "B")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Role: arn:aws:iam::000000000000:role/other",
        "Policies: AWSLambdaBasicExecutionRole",
        "Policies: [DynamoDBReadPolicy: {TableName: !Ref Table}]",
        "Policies: [Statement: [{Effect: Deny, Action: a, Resource: b}]]",
        "Policies: [Statement: [{Effect: Allow, NotAction: a, Resource: b}]]",
        "Policies: [Statement: [{Effect: Allow, Action: a, NotResource: b}]]",
        "Policies: [Statement: [{Effect: Allow, Action: a, Resource: b, Condition: {StringLike: {c: d}}}]]",
        "Policies: [Statement: [{Effect: Allow, Action: a, Resource: b, Condition: {'ForAllValues:StringLike': {'dynamodb:Attributes': d}}}]]",
        "Policies: [Statement: [{Effect: Allow, Action: a, Resource: b, Condition: {'ForAllValues:StringLike': {'dynamodb:LeadingKeys': []}}}]]",
      })
  void read_whatCannotBeChecked_isRefusedInOneSentence(String properties) {
    assertThatThrownBy(() -> policy("", properties))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The template's function OneFunction has ")
        .hasMessageEndingWith(
            "; give it statements in Policies that Allow, with the condition ForAllValues:StringLike of dynamodb:LeadingKeys or none.");
  }

  private static List<PolicyStatement> policy(String roles, String properties) {
    return TemplateReader.parse(HEADER.replace("ROLES", roles) + properties.indent(6))
        .functions()
        .getFirst()
        .policy();
  }
}
