package io.ergosync.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.local.Settings.Storage;
import io.ergosync.local.handlers.WaitingHandler;
import io.ergosync.local.http.Body;
import io.ergosync.local.sigv4.SdkSigner;
import io.ergosync.runtime.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {
  private static final String GET_ID = "X-Amz-Target: AWSCognitoIdentityService.GetId\r\n";
  private static final String GET_CREDENTIALS =
      "X-Amz-Target: AWSCognitoIdentityService.GetCredentialsForIdentity\r\n";

  @TempDir Path folder;

  @Test
  void start_sameFolderAgain_knowsItemsIdentitiesAndCredentials() {
    String identityId;
    JsonNode credentials;
    try (LocalCloud cloud = onDisk(folder)) {
      Wire wire = new Wire(cloud.endpoint());
      assertThat(wire.send(developer(), "POST", "/store/put", Body.EMPTY).status()).isEqualTo(200);
      identityId =
          wire.send("POST", "/", GET_ID, "{\"IdentityPoolId\":\"us-east-1:a\"}")
              .json()
              .get("IdentityId")
              .textValue();
      credentials = credentials(wire, identityId);
    }

    try (LocalCloud cloud = onDisk(folder)) {
      Wire wire = new Wire(cloud.endpoint());
      assertThat(credentials(wire, identityId)).isNotEqualTo(credentials);
      SdkSigner before =
          SdkSigner.ofSession(
              credentials.get("AccessKeyId").textValue(),
              credentials.get("SecretKey").textValue(),
              credentials.get("SessionToken").textValue(),
              Clock.systemUTC());
      assertThat(wire.send(before, "GET", "/echo/x", Body.EMPTY).status()).isEqualTo(200);
      wire.send(developer(), "POST", "/store/query", Body.EMPTY);
      // A query that finds nothing would cost half as much.
      assertThat(
              wire.send("GET", "/local/capacity", "", "")
                  .json()
                  .at("/Store/readUnits")
                  .doubleValue())
          .isEqualTo(1);
    }
  }

  @Test
  void start_folder_keepsNoSecretInClear() throws IOException {
    String secret;
    try (LocalCloud cloud = onDisk(folder)) {
      Wire wire = new Wire(cloud.endpoint());
      String login = "{\"IdentityPoolId\":\"us-east-1:a\",\"Logins\":{\"a.test\":\"hush-hush\"}}";
      JsonNode id = wire.send("POST", "/", GET_ID, login).json();
      String body =
          "{\"IdentityId\":\"%s\",\"Logins\":{\"a.test\":\"hush-hush\"}}"
              .formatted(id.get("IdentityId").textValue());
      secret =
          wire.send("POST", "/", GET_CREDENTIALS, body)
              .json()
              .at("/Credentials/SecretKey")
              .textValue();
    }
    assertThat(secret).isNotEmpty();
    assertThat(new String(Files.readAllBytes(folder.resolve("ergosync.db")), ISO_8859_1))
        .doesNotContain(secret)
        .doesNotContain("hush-hush");
  }

  @Test
  void start_portInUse_saysWhatToDo() {
    try (LocalCloud first = Clouds.inMemory()) {
      int port = first.endpoint().getPort();

      assertThatThrownBy(
              () -> Clouds.start(new Storage.InMemory(), port, new ByteArrayOutputStream()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Port %d cannot be used (".formatted(port))
          .hasMessageEndingWith("; choose another one with --port.");
    }
  }

  @Test
  void start_folderInUse_saysWhatToDo() {
    try (LocalCloud first = onDisk(folder)) {
      assertThat(first.endpoint()).isNotNull();
      assertThatThrownBy(() -> onDisk(folder))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "The data folder %s is in use by another local cloud; stop that one, or choose another folder with --data."
                  .formatted(folder));
    }
  }

  @Test
  void start_folderThatIsAFile_saysWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> onDisk(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("; choose another one with --data.");
    assertThatThrownBy(() -> onDisk(file.resolve("below")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void start_databaseThatIsNone_saysWhatToDo() throws IOException {
    Files.writeString(folder.resolve("ergosync.db"), "not a database, but long enough");

    assertThatThrownBy(() -> onDisk(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a database");
    // What was opened before the failure is free again.
    Path database = folder.resolve("ergosync.db");
    Files.delete(database);
    onDisk(folder).close();
  }

  @Test
  void close_requestInFlight_isFinished() throws Exception {
    LocalCloud cloud = Clouds.inMemory();
    Wire wire = new Wire(cloud.endpoint());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Socket idle = wire.open()) {
      Future<Answer> answer =
          threads.submit(() -> wire.send(developer(), "POST", "/waiting", Body.EMPTY));
      assertThat(WaitingHandler.BEGUN.await(10, TimeUnit.SECONDS)).isTrue();

      Future<?> closed = threads.submit(cloud::close);

      // A connection without a request is closed as soon as the server begins to stop.
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(wire::open).isInstanceOf(ConnectException.class);
      assertThat(closed.isDone()).isFalse();
      WaitingHandler.MAY_END.countDown();
      assertThat(answer.get().body()).isEqualTo("done");
      closed.get();
    }
  }

  private static JsonNode credentials(Wire wire, String identityId) {
    Answer answer =
        wire.send("POST", "/", GET_CREDENTIALS, "{\"IdentityId\":\"%s\"}".formatted(identityId));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().get("Credentials");
  }

  private static SdkSigner developer() {
    return SdkSigner.ofDeveloper(Clock.systemUTC());
  }

  private static LocalCloud onDisk(Path folder) {
    return Clouds.start(new Storage.OnDisk(folder), 0, new ByteArrayOutputStream());
  }
}
