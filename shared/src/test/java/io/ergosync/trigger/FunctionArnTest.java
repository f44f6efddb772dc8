package io.ergosync.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionArnTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:lambda:us-east-1:123456789012:function:hello,us-east-1",
    "arn:aws:lambda:eu-central-1:123456789012:function:hello_1-a:live,eu-central-1",
    "arn:aws:lambda:ap-south-2:123456789012:function:hello:$LATEST,ap-south-2",
    "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:hello:7,us-gov-west-1"
  })
  void parse_arnOfAFunction_hasItsRegion(String arn, String region) {
    assertThat(FunctionArn.parse(arn)).contains(new FunctionArn(arn, region));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "arn:aws:lambda:us-east-1:123456789012:function:",
        "arn:aws:lambda:us-east-1:123456789012:layer:hello",
        "arn:aws:sns:us-east-1:123456789012:function:hello",
        "arn:aws:lambda:evil.example/x:123456789012:function:hello",
        "arn:aws:lambda:us-east-1:123456789012:function:hello:a:b",
        "arn:aws:lambda:us-east-1:123456789012:function:hello\n"
      })
  void parse_anythingElse_isNone(String text) {
    assertThat(FunctionArn.parse(text)).isEmpty();
  }
}
