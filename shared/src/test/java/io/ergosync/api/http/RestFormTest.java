package io.ergosync.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import io.ergosync.api.ErrorCode;
import io.ergosync.api.json.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestFormTest {
  @Test
  void success_leavesNullsOutAtAnyDepth() {
    ObjectNode members = Json.object().putNull("Gone").put("Kept", "é");
    members.putArray("List").addObject().putNull("Value").put("Key", "k");
    members.putObject("Nested").putNull("Gone");
    members.set("Date", Json.date(Instant.ofEpochMilli(1_412_974_057_151L)));

    assertThat(RestForm.render(new Answer.Success(members), "id-1"))
        .isEqualTo(
            new HttpResponse(
                200,
                Map.of("content-type", "application/json", "x-amzn-RequestId", "id-1"),
                "{\"Kept\":\"é\",\"List\":[{\"Key\":\"k\"}],\"Nested\":{},\"Date\":1412974057.151}"));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void failure_hasStatusHeaderAndBodyThatAllClientsRead(ErrorCode code) {
    Answer answer = new Answer.Failure(new ApiException(code, "text"));

    assertThat(RestForm.render(answer, "id-1"))
        .isEqualTo(
            new HttpResponse(
                code.status(),
                Map.of(
                    "content-type",
                    "application/json",
                    "x-amzn-RequestId",
                    "id-1",
                    "x-amzn-ErrorType",
                    code.wireName()),
                "{\"message\":\"text\",\"__type\":\"" + code.wireName() + "\"}"));
  }
}
