package io.ergosync.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.local.http.Body;
import io.ergosync.local.sigv4.SdkSigner;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityIT {
  private static LocalCloud cloud;
  private static Wire wire;

  @BeforeAll
  static void start() {
    cloud = Clouds.inMemory();
    wire = new Wire(cloud.endpoint());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void storeOneItem() {
    run("put");
    assertThat(wire.send("DELETE", "/local/capacity", "", "").status()).isEqualTo(204);
    assertThat(capacity().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "get, 1, 0",
    "query, 1, 0",
    "batchGet, 1, 0",
    "put, 0, 1",
    "update, 0, 1",
    "delete, 0, 1",
    "batchWrite, 0, 1"
  })
  void operation_isOnRecord(String operation, double readUnits, double writeUnits) {
    run(operation);
    run(operation);

    JsonNode store = capacity().get("Store");
    assertThat(store.get("count").intValue()).isEqualTo(2);
    assertThat(store.get("readUnits").doubleValue()).isEqualTo(readUnits * 2);
    assertThat(store.get("writeUnits").doubleValue()).isEqualTo(writeUnits * 2);
  }

  @Test
  void transaction_isOnRecordAsWritten() {
    run("transactWrite");

    JsonNode store = capacity().get("Store");
    assertThat(store.get("readUnits").doubleValue()).isZero();
    assertThat(store.get("writeUnits").doubleValue()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void functionThatUsesNoDatabase_isCountedAlone() {
    wire.send(SdkSigner.ofDeveloper(Clock.systemUTC()), "GET", "/echo/x", Body.EMPTY);

    assertThat(capacity().toString())
        .isEqualTo("{\"Echo\":{\"count\":1,\"readUnits\":0.0,\"writeUnits\":0.0}}");
  }

  private static void run(String operation) {
    Answer answer =
        wire.send(
            SdkSigner.ofDeveloper(Clock.systemUTC()), "POST", "/store/" + operation, Body.EMPTY);
    assertThat(answer.status()).isEqualTo(200);
  }

  private static JsonNode capacity() {
    return wire.send("GET", "/local/capacity", "", "").json();
  }
}
