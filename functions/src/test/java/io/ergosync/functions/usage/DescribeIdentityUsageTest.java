package io.ergosync.functions.usage;

import static io.ergosync.functions.Server.replace;
import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.functions.Server;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DescribeIdentityUsageTest {
  private static final String IDS =
      "\"IdentityId\":\"us-east-1:abcdefab-1234-1234-1234-abcdefabcdef\",\"IdentityPoolId\":\"us-east-1:12345678-1234-1234-1234-123456789012\"";

  private final Server server = new Server();

  @Test
  void describeIdentityUsage_ofAnIdentityWithoutData_hasNoDate() {
    assertThat(usage())
        .isEqualTo("{\"IdentityUsage\":{" + IDS + ",\"DatasetCount\":0,\"DataStorage\":0}}");
  }

  @Test
  void describeIdentityUsage_addsUpAllDatasets() {
    server.update("[" + replace("k", "é", 0) + "]");
    server.clock.advance(Duration.ofSeconds(5));
    DatasetId second = Server.IDENTITY.dataset(new DatasetName("second"));
    server.update(
        second, Server.COGNITO, server.token(second), "[" + replace("key", "value", 0) + "]");

    assertThat(usage())
        .isEqualTo(
            "{\"IdentityUsage\":{"
                + IDS
                + ",\"LastModifiedDate\":1767323050.678,\"DatasetCount\":2,\"DataStorage\":11}}");
  }

  private String usage() {
    return server.send("DescribeIdentityUsage", server.request("DescribeIdentityUsage")).text();
  }
}
