package io.ergosync.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.http.HttpResponse;
import io.ergosync.api.json.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RpcFormTest {
  @Test
  void success_hasItsTypeFirstThenAllMembersByNameAtAnyDepth() {
    ObjectNode members = Json.object().put("b", "é").putNull("a");
    members.putArray("List").addObject().put("Value", 2).putNull("Key");
    members.putObject("A").put("z", true).putObject("y");

    assertThat(RpcForm.render("Test", new Answer.Success(members), "id-1"))
        .isEqualTo(
            new HttpResponse(
                200,
                Map.of("content-type", "application/json", "x-amzn-requestid", "id-1"),
                "{\"Output\":{\"__type\":\"com.amazonaws.cognito.sync.model#TestResponse\","
                    + "\"A\":{\"y\":{},\"z\":true},\"List\":[{\"Key\":null,\"Value\":2}],"
                    + "\"a\":null,\"b\":\"é\"},\"Version\":\"1.0\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1412974057151, 1.412974057151E9",
    "1412974057000, 1.412974057E9",
    "1412974057100, 1.4129740571E9",
    "0, 0.0",
    "-1, -0.001",
    "1, 0.001",
    "999, 0.999",
    "9999999000, 9999999.0",
    "10000000000, 1.0E7",
    "253402300799999, 2.53402300799999E11",
    "-62135596800000, -6.21355968E10"
  })
  void dates_areJavasDoubles(long milliseconds, String sent) {
    ObjectNode members = Json.object();
    members.set("Date", Json.date(Instant.ofEpochMilli(milliseconds)));

    assertThat(body(members)).contains(",\"Date\":" + sent + "}");
  }

  @Test
  void mergedDatasetNames_ofWhichThereAreNone_areNull() {
    ObjectNode none = Json.object();
    none.putArray("MergedDatasetNames");
    ObjectNode one = Json.object();
    one.putArray("MergedDatasetNames").add("a.b");

    assertThat(body(none)).contains("\"MergedDatasetNames\":null");
    assertThat(body(one)).contains("\"MergedDatasetNames\":[\"a.b\"]");
  }

  @Test
  void otherLists_stayEmpty() {
    ObjectNode members = Json.object();
    members.putArray("Records");

    assertThat(body(members)).contains("\"Records\":[]");
  }

  @Test
  void cognitoStreams_areThereOnlyWithAValue() {
    ObjectNode none = Json.object().putNull("CognitoStreams").putNull("PushSync");
    ObjectNode some = Json.object();
    some.putObject("CognitoStreams").putNull("StreamName");

    assertThat(body(none)).endsWith("Response\",\"PushSync\":null},\"Version\":\"1.0\"}");
    assertThat(body(some)).contains("\"CognitoStreams\":{\"StreamName\":null}");
  }

  @Test
  void answer_isLeftAsItIs() {
    ObjectNode members = Json.object().put("b", 1).putNull("a");
    ObjectNode before = members.deepCopy();

    body(members);

    assertThat(members.toString()).isEqualTo(before.toString());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void failure_hasTheStatusAndHeaderOfTheRestFormAndItsTypeInOutput(ErrorCode code) {
    String namespace =
        code.wireName().equals("SerializationException")
                || code.wireName().equals("UnknownOperationException")
            ? "com.amazon.coral.service#"
            : "com.amazonaws.cognito.sync.model#";

    assertThat(RpcForm.render("Test", new Answer.Failure(new ApiException(code, "text")), "id-1"))
        .isEqualTo(
            new HttpResponse(
                code.status(),
                Map.of(
                    "content-type",
                    "application/json",
                    "x-amzn-requestid",
                    "id-1",
                    "x-amzn-ErrorType",
                    code.wireName()),
                "{\"Output\":{\"__type\":\"%s%s\",\"message\":\"text\"},\"Version\":\"1.0\"}"
                    .formatted(namespace, code.wireName())));
  }

  private static String body(ObjectNode members) {
    return RpcForm.render("Test", new Answer.Success(members), "id-1").body();
  }
}
