package io.ergosync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaFunctionArnTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:lambda:us-east-1:123456789012:function:hello,us-east-1",
    "arn:aws:lambda:eu-central-1:123456789012:function:hello_1-a:live,eu-central-1",
    "arn:aws:lambda:ap-south-2:123456789012:function:hello:$LATEST,ap-south-2",
    "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:hello:7,us-gov-west-1"
  })
  void arnOfAFunction_hasItsRegion(String arn, String region) {
    assertThat(new LambdaFunctionArn(arn).region()).isEqualTo(region);
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
  void anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> new LambdaFunctionArn(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
