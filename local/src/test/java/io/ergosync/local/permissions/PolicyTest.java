package io.ergosync.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.local.template.PolicyStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/Table";

  private static final Policy POLICY =
      new Policy(
          List.of(
              new PolicyStatement(
                  List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                  List.of(TABLE),
                  List.of("POOL#*", "POOLS")),
              new PolicyStatement(
                  List.of("dynamodb:Query"), List.of(TABLE + "/index/pool"), List.of("POOL#*")),
              new PolicyStatement(
                  List.of("sqs:SendMessage"), List.of("arn:aws:sqs:*:000000000000:a"), List.of())));

  @Test
  void allowing_accessOfAStatement_isItsGrantForEachKey() {
    assertThat(POLICY.allowing(access("dynamodb:GetItem", TABLE, "POOL#1", "POOLS", "POOL#2")))
        .containsExactly(
            new Grant("dynamodb:GetItem", TABLE, "POOL#*"),
            new Grant("dynamodb:GetItem", TABLE, "POOLS"));
    assertThat(POLICY.allowing(access("sqs:SendMessage", "arn:aws:sqs:eu-west-1:000000000000:a")))
        .containsExactly(new Grant("sqs:SendMessage", "arn:aws:sqs:*:000000000000:a", ""));
  }

  /** ForAllValues: one key that matches nothing is enough to refuse. */
  @Test
  void allowing_oneForeignKey_isRefused() {
    assertThat(POLICY.allowing(access("dynamodb:GetItem", TABLE, "POOL#1", "IDENTITY#1")))
        .isEmpty();
    assertThat(POLICY.allowing(access("dynamodb:GetItem", TABLE, "POOLSX"))).isEmpty();
  }

  /** IAM would allow it, which is why nothing here relies on that. */
  @Test
  void allowing_noKeysWhereKeysAreConditioned_isRefused() {
    assertThat(POLICY.allowing(access("dynamodb:GetItem", TABLE))).isEmpty();
  }

  @Test
  void allowing_indexAndTable_areResourcesOfTheirOwn() {
    assertThat(POLICY.allowing(access("dynamodb:Query", TABLE + "/index/pool", "POOL#1#0")))
        .hasSize(1);
    assertThat(POLICY.allowing(access("dynamodb:Query", TABLE, "POOL#1#0"))).isEmpty();
    assertThat(POLICY.allowing(access("dynamodb:GetItem", TABLE + "/index/pool", "POOL#1")))
        .isEmpty();
  }

  @Test
  void allowing_statements_areNotMixed() {
    assertThat(POLICY.allowing(access("sqs:SendMessage", TABLE, "POOL#1"))).isEmpty();
    assertThat(POLICY.allowing(access("dynamodb:DeleteItem", TABLE, "POOL#1"))).isEmpty();
  }

  @Test
  void grants_areEveryActionResourceAndKeyByItself() {
    assertThat(POLICY.grants())
        .extracting(Grant::toString)
        .containsExactly(
            "dynamodb:GetItem on %s with leading keys POOL#*".formatted(TABLE),
            "dynamodb:GetItem on %s with leading keys POOLS".formatted(TABLE),
            "dynamodb:PutItem on %s with leading keys POOL#*".formatted(TABLE),
            "dynamodb:PutItem on %s with leading keys POOLS".formatted(TABLE),
            "dynamodb:Query on %s/index/pool with leading keys POOL#*".formatted(TABLE),
            "sqs:SendMessage on arn:aws:sqs:*:000000000000:a");
  }

  @ParameterizedTest
  @CsvSource({
    "POOL#*, POOL#us-east-1:1, true",
    "POOL#*, POOL#, true",
    "POOL#*, POOLS, false",
    "POOL#*, pool#1, false",
    "*, '', true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, a.b.b.c, true",
    "a.c, abc, false",
    "(a), (a), true"
  })
  void wildcards(String pattern, String text, boolean matches) {
    assertThat(Wildcards.matches(pattern, text)).isEqualTo(matches);
  }

  @Test
  void wildcards_ofActions_doNotCareForCase() {
    assertThat(Wildcards.matchesAction("dynamodb:*getitem", "dynamodb:BatchGetItem")).isTrue();
    assertThat(Wildcards.matchesAction("dynamodb:*", "dynamodbx:GetItem")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, arn:aws:s3:::b/k, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b/k/l:m, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::bc/k, false",
    "arn:aws:lambda:*:1:function:*, arn:aws:lambda:eu-west-1:1:function:f:live, true",
    "arn:aws:lambda:*:1:function:*, arn:aws:lambda:eu-west-1:2:function:f, false",
    "arn:aws:iam::1:role/ergosync/*, arn:aws:iam::1:role/other/ergosync/x, false",
    "arn:aws:sqs:*, arn:aws:sqs:us-east-1:1:q, false",
    "arn:aws:sqs:*:q, arn:aws:sqs:us-east-1:1:q, false"
  })
  void wildcards_ofArns_stayInTheirSegment(String pattern, String arn, boolean matches) {
    assertThat(Wildcards.matchesArn(pattern, arn)).isEqualTo(matches);
  }

  private static Access access(String action, String resource, String... keys) {
    return new Access(action, resource, List.of(keys));
  }
}
