package io.ergosync.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.local.Settings.Storage;
import io.ergosync.local.customer.CustomerLambda;
import io.ergosync.local.database.DataFolder;
import io.ergosync.local.database.Database;
import io.ergosync.local.database.FunctionCapacity;
import io.ergosync.local.gateway.Action;
import io.ergosync.local.gateway.FrontDoor;
import io.ergosync.local.gateway.Gateway;
import io.ergosync.local.gateway.HttpFront;
import io.ergosync.local.gateway.LocalEndpoints;
import io.ergosync.local.gateway.Readout;
import io.ergosync.local.identity.CognitoIdentity;
import io.ergosync.local.identity.DeveloperCredentials;
import io.ergosync.local.identity.LocalKey;
import io.ergosync.local.lambda.DirectInvocation;
import io.ergosync.local.lambda.Functions;
import io.ergosync.local.lambda.KillInvocations;
import io.ergosync.local.sigv4.CredentialSource;
import io.ergosync.local.sigv4.SignatureVerifier;
import io.ergosync.local.template.Template;
import io.ergosync.local.template.TemplateReader;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A running local cloud. Serves from {@link #start} to {@link #close}. */
public final class LocalCloud implements AutoCloseable {
  private final HttpFront front;
  private final Resources resources;

  private LocalCloud(HttpFront front, Resources resources) {
    this.front = front;
    this.resources = resources;
  }

  /**
   * Starts everything; when it returns, requests are answered.
   *
   * @throws ConfigurationException in one sentence that says what to do, if it cannot
   */
  public static LocalCloud start(Settings settings) {
    Resources resources = new Resources();
    try {
      HttpFront front = resources.add(HttpFront.bind(settings.port()));
      Template template = TemplateReader.read(settings.template());
      Opened opened = open(settings, resources);
      opened.database().createTables(template.tables());
      CustomerLambda lambda =
          resources.add(
              CustomerLambda.open(settings.functions(), settings.environment(), settings.log()));
      FunctionCapacity meter = new FunctionCapacity();
      StandIns standIns = StandIns.open(settings, template, endpoint(front), lambda);
      Functions functions = functions(settings, template, opened.database(), standIns, meter);
      EventSources sources =
          resources.add(
              new EventSources(settings, template, opened.database(), standIns.services().sqs()));
      Map<String, Readout> readouts = new HashMap<>(standIns.readouts());
      readouts.put("capacity", readout(meter));
      readouts.put("streams", sources.streams());
      readouts.put("permissions", functions.permissions());
      LocalEndpoints local =
          new LocalEndpoints(readouts, actions(template, functions), standIns.folders());
      front.serve(frontDoor(settings, template, opened, functions, local), UUID::randomUUID);
      sources.start(functions);
      return new LocalCloud(front, resources);
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint(front);
  }

  private static URI endpoint(HttpFront front) {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  /** Finishes the requests in flight and closes the database. */
  @Override
  public void close() {
    resources.close();
  }

  /** What settings name, opened. */
  private record Opened(Database database, LocalKey key) {}

  private static Opened open(Settings settings, Resources resources) {
    return switch (settings.storage()) {
      case Storage.InMemory memory ->
          new Opened(resources.add(Database.inMemory()), LocalKey.random(settings.random()));
      case Storage.OnDisk disk -> {
        DataFolder folder = resources.add(DataFolder.open(disk.folder()));
        try {
          LocalKey key = LocalKey.in(folder.keyFile(), settings.random());
          yield new Opened(resources.add(Database.in(folder.databaseFile())), key);
        } catch (IOException e) {
          throw new ConfigurationException(
              "The key file %s cannot be used (%s); choose another folder with --data."
                  .formatted(folder.keyFile(), e));
        }
      }
    };
  }

  private static Functions functions(
      Settings settings,
      Template template,
      Database database,
      StandIns standIns,
      FunctionCapacity meter) {
    return Functions.of(
        template,
        database.client(),
        standIns.services(),
        meter,
        settings.clock(),
        settings.random(),
        settings.log());
  }

  private static FrontDoor frontDoor(
      Settings settings,
      Template template,
      Opened opened,
      Functions functions,
      LocalEndpoints local) {
    CognitoIdentity identity =
        CognitoIdentity.over(
            opened.database().client(), opened.key(), settings.clock(), settings.random());
    CredentialSource issued = identity.issuedCredentials();
    CredentialSource developer = new DeveloperCredentials();
    CredentialSource credentials =
        (accessKeyId, token) ->
            developer.find(accessKeyId, token).or(() -> issued.find(accessKeyId, token));
    Gateway gateway =
        new Gateway(
            template,
            new SignatureVerifier(credentials, settings.clock()),
            functions,
            settings.clock(),
            settings.log());
    return new FrontDoor(local, identity, gateway, template.cors(), settings.log());
  }

  /** What can be done; merging and repairing only with a template that has the function for it. */
  private static Map<String, Action> actions(Template template, Functions functions) {
    Map<String, Action> actions = new HashMap<>();
    actions.put("kill", new KillInvocations(functions));
    Map.of("merge", "MergeIdentities", "repair", "Repair")
        .forEach((action, name) ->
            template
                .function(name)
                .ifPresent(function ->
                    actions.put(
                        action,
                        new DirectInvocation(
                            functions, function, () -> UUID.randomUUID().toString()))));
    return actions;
  }

  private static Readout readout(FunctionCapacity meter) {
    return new Readout() {
      @Override
      public JsonNode read() {
        return meter.report();
      }

      @Override
      public void clear() {
        meter.clear();
      }
    };
  }
}
