package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SqsException;

class CheckMainTest {
  private static final String TEMPLATE =
      """
      Resources:
        Queue: {Type: AWS::SQS::Queue}
        SendFunction:
          Type: AWS::Serverless::Function
          Properties:
            Handler: a.B::handleRequest
            Policies:
              - Statement:
                  - Effect: Allow
                    Action: [ACTIONS]
                    Resource: !GetAtt Queue.Arn
      """;
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:Queue";

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeEach
  void compileATest() throws IOException {
    Files.createDirectories(folder.resolve("classes/a"));
    Files.createFile(folder.resolve("classes/a/SomeIT.class"));
    Files.createFile(folder.resolve("classes/a/SomeTest.class"));
    Files.createDirectories(folder.resolve("reports"));
  }

  @Test
  void everyPermissionUsed_passes() throws IOException {
    allow("sqs:SendMessage");
    use("sqs:SendMessage");
    report("a.SomeIT");

    assertThat(check("unused-too")).isZero();
    assertThat(output()).startsWith("All 1 permissions of template.yaml were used");
    assertThat(folder.resolve("written/summary.txt")).exists();
  }

  @Test
  void oneActionTooMany_isReported() throws IOException {
    allow("sqs:SendMessage, sqs:PurgeQueue");
    use("sqs:SendMessage");
    report("a.SomeIT");

    assertThat(check("unused-too")).isOne();
    assertThat(output())
        .isEqualTo(
            """
            In template.yaml, and used by no test (1):
              Send: sqs:PurgeQueue on arn:aws:sqs:us-east-1:000000000000:Queue
            """);
    assertThat(check("refused-only")).isZero();
  }

  @Test
  void oneActionTooFew_isReported_alsoAfterAFewTests() throws IOException {
    allow("sqs:SendMessage");
    use("sqs:SendMessage");
    use("sqs:ChangeMessageVisibility");

    assertThat(check("unused-too")).isOne();
    assertThat(output())
        .contains("  Send: sqs:ChangeMessageVisibility on " + QUEUE)
        .contains("1 did not run");
    assertThat(check("refused-only")).isOne();
  }

  @Test
  void unusedPermission_isNotReportedAfterAFewTests() throws IOException {
    allow("sqs:SendMessage");

    assertThat(check("unused-too")).isZero();
    assertThat(output()).contains("1 did not run");
  }

  @Test
  void whatWasUsedOfAnotherPolicy_doesNotCount() throws IOException {
    allow("sqs:SendMessage");
    use("sqs:SendMessage");
    use("sqs:PurgeQueue");
    allow("sqs:SendMessage, sqs:PurgeQueue");
    report("a.SomeIT");

    assertThat(check("unused-too")).isOne();
    assertThat(output()).contains("used by no test (2)").doesNotContain("Refused");
  }

  @Test
  void lineWithoutEnd_isPassedOver() throws IOException {
    allow("sqs:SendMessage");
    use("sqs:SendMessage");
    Files.writeString(folder.resolve("written/killed.jsonl"), "{\"policies\":\"1");
    report("a.SomeIT");

    assertThat(check("unused-too")).isZero();
  }

  @Test
  void argumentsThatAreNone_areToldHow() throws IOException {
    assertThat(CheckMain.run(List.of("all"), new PrintStream(output, true, StandardCharsets.UTF_8)))
        .isEqualTo(2);
    assertThat(output()).startsWith("Usage: ");
  }

  private void allow(String actions) throws IOException {
    Files.writeString(folder.resolve("template.yaml"), TEMPLATE.replace("ACTIONS", actions));
  }

  /** As a local cloud in a process of its own does. */
  private void use(String action) {
    Template template = TemplateReader.read(folder.resolve("template.yaml"));
    FunctionPermissions permissions =
        new FunctionPermissions(
            template.functions().getFirst(),
            new Accounts(false),
            PermissionLog.in(folder.resolve("written"), template),
            new ServerLog(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    try {
      permissions.check(Service.SQS, List.of(Access.of(action, QUEUE)));
    } catch (SqsException e) {
      assertThat(e).hasMessageContaining(action);
    }
  }

  private void report(String test) throws IOException {
    Files.createFile(folder.resolve("reports/TEST-%s.xml".formatted(test)));
  }

  private int check(String what) throws IOException {
    List<String> arguments =
        List.of(
            what,
            folder.resolve("template.yaml").toString(),
            folder.resolve("written").toString(),
            folder.resolve("classes").toString(),
            folder.resolve("reports").toString());
    return CheckMain.run(
        what.equals("refused-only") ? arguments.subList(0, 3) : arguments,
        new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
