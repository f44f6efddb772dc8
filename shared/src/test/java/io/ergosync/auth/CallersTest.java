package io.ergosync.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.api.json.Json;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {
  private static final Identity IDENTITY =
      new Identity(new IdentityPoolId("us-east-1:aa"), new IdentityId("us-east-1:bb"));

  @Test
  void httpApi_withCognitoIdentity_isThatIdentity() throws Exception {
    assertThat(
            caller(
                """
                {"authorizer":{"iam":{"accountId":"1","userArn":"arn:x/CognitoIdentityCredentials",
                 "cognitoIdentity":{"amr":["authenticated"],"identityId":"us-east-1:bb","identityPoolId":"us-east-1:aa"}}}}\
                """))
        .contains(new Caller.CognitoIdentity(IDENTITY, "1"));
  }

  @Test
  void httpApi_withoutCognitoIdentity_isDeveloper() throws Exception {
    assertThat(
            caller(
                """
                {"authorizer":{"iam":{"accountId":"1","userArn":"arn:u","cognitoIdentity":null}}}\
                """))
        .contains(new Caller.Developer("1", "arn:u"));
  }

  @Test
  void restApi_withCognitoIdentity_isThatIdentity() throws Exception {
    assertThat(
            caller(
                """
                {"identity":{"accountId":"1","userArn":"arn:x","cognitoIdentityId":"us-east-1:bb",
                 "cognitoIdentityPoolId":"us-east-1:aa","cognitoAuthenticationType":"authenticated"}}\
                """))
        .contains(new Caller.CognitoIdentity(IDENTITY, "1"));
  }

  @Test
  void restApi_withoutCognitoIdentity_isDeveloper() throws Exception {
    assertThat(
            caller(
                """
                {"identity":{"accountId":"1","userArn":"arn:u","cognitoIdentityId":null,
                 "cognitoIdentityPoolId":null,"cognitoAuthenticationType":null}}\
                """))
        .contains(new Caller.Developer("1", "arn:u"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"authorizer\":null,\"identity\":null}",
        "{\"authorizer\":{\"iam\":null}}",
        "{\"authorizer\":{\"iam\":{}}}",
        "{\"authorizer\":{\"iam\":{\"accountId\":null,\"userArn\":\"arn:u\"}}}",
        "{\"authorizer\":{\"iam\":{\"accountId\":\"1\"}}}",
        // An identity's session of which the gateway says no more: not a developer.
        "{\"authorizer\":{\"iam\":{\"accountId\":\"1\",\"userArn\":\"arn:x/CognitoIdentityCredentials\"}}}",
        "{\"authorizer\":{\"iam\":{\"accountId\":\"1\",\"userArn\":\"arn:x\",\"cognitoIdentity\":{\"identityId\":\"us-east-1:bb\"}}}}",
        "{\"authorizer\":{\"iam\":{\"accountId\":\"1\",\"userArn\":\"arn:x\",\"cognitoIdentity\":{\"amr\":[\"authenticated\"]}}}}",
        "{\"authorizer\":{\"iam\":{\"accountId\":\"1\",\"userArn\":\"arn:x\",\"cognitoIdentity\":{\"identityId\":\"BAD\",\"identityPoolId\":\"us-east-1:aa\"}}}}",
        "{\"identity\":{\"accountId\":\"1\",\"userArn\":\"arn:x\",\"cognitoIdentityId\":\"us-east-1:bb\"}}",
        "{\"identity\":{\"accountId\":\"1\",\"userArn\":\"arn:x\",\"cognitoAuthenticationType\":\"authenticated\"}}"
      })
  void requestContext_thatNamesNobodyForSure_isNobody(String requestContext) throws Exception {
    assertThat(caller(requestContext)).isEmpty();
  }

  private static Optional<Caller> caller(String requestContext) throws Exception {
    return Callers.of(Json.read(requestContext));
  }
}
