package io.ergosync.functions.repair;

import static io.ergosync.storage.Samples.ALICE;
import static io.ergosync.storage.Samples.POOL;
import static io.ergosync.storage.Samples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.api.ApiException;
import io.ergosync.functions.repair.RepairRequest.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairRequestTest {
  private static final RepairPosition POSITION =
      new RepairPosition(
          List.of(new RepairPosition.Begun(SETTINGS, 7)),
          "RECORDS#x R#a key of \"any\" kind",
          true);

  @Test
  void request_isForAPool_anIdentity_orADataset() {
    assertThat(read(""))
        .isEqualTo(new RepairRequest.Datasets(new Target.Pool(POOL), RepairPosition.START));
    assertThat(read(",\"identityId\":\"%s\"".formatted(ALICE.identityId())))
        .isEqualTo(new RepairRequest.Datasets(new Target.OneIdentity(ALICE), RepairPosition.START));
    assertThat(
            read(
                ",\"identityId\":\"%s\",\"datasetName\":\"settings\",\"cursor\":null"
                    .formatted(ALICE.identityId())))
        .isEqualTo(
            new RepairRequest.Datasets(new Target.OneDataset(SETTINGS), RepairPosition.START));
    assertThat(read(",\"endBulkPublish\":true")).isEqualTo(new RepairRequest.EndBulkPublish(POOL));
  }

  @Test
  void cursor_isReadForTheSameTargetOnly() {
    String cursor = POSITION.cursor(new Target.Pool(POOL));

    assertThat(read(",\"cursor\":\"%s\"".formatted(cursor)))
        .isEqualTo(new RepairRequest.Datasets(new Target.Pool(POOL), POSITION));
    assertThatThrownBy(() ->
            read(",\"identityId\":\"%s\",\"cursor\":\"%s\"".formatted(ALICE.identityId(), cursor)))
        .isInstanceOf(ApiException.class)
        .hasMessage("The cursor is damaged, or of a repair of something else.");
    assertThatThrownBy(() -> read(",\"cursor\":\"%s\"".formatted(cursor.substring(1))))
        .isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"datasetName\":\"settings\"",
        ",\"identityID\":\"us-east-1:aaaaaaaa-1234-1234-1234-abcdefabcdef\"",
        ",\"identityId\":\"\"",
        ",\"endBulkPublish\":\"true\"",
        ",\"endBulkPublish\":true,\"identityId\":\"us-east-1:1\"",
        ",\"endBulkPublish\":true,\"cursor\":\"x\"",
      })
  void aRequestThatWouldNotDoWhatItSays_isRefusedWithAReason(String members) {
    assertThatThrownBy(() -> read(members))
        .isInstanceOf(ApiException.class)
        .hasMessageMatching("(?s).{10,}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{}", "{\"identityPoolId\":7}"})
  void aPayloadThatIsNoRequest_isRefusedWithAReason(String payload) {
    assertThatThrownBy(() -> RepairRequest.read(payload))
        .isInstanceOf(ApiException.class)
        .hasMessageMatching("(?s).{10,}");
  }

  private static RepairRequest read(String members) {
    return RepairRequest.read("{\"identityPoolId\":\"%s\"%s}".formatted(POOL, members));
  }
}
