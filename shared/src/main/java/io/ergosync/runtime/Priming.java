package io.ergosync.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.ergosync.storage.dynamodb.Schemas;
import io.ergosync.telemetry.FunctionLog;
import io.ergosync.telemetry.LogLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Before Lambda takes the snapshot that a function is restored from, has the function deal with its
 * own sample event, so that the snapshot holds what the first request needs: classes, schemas, the
 * way to the database. It is another instance of the handler, whose database is a stand-in on
 * loopback, whose credentials are nobody's, and whose log goes nowhere: no customer's data and no
 * AWS service is touched. Whatever goes wrong only makes the first request slower.
 */
final class Priming implements Resource {
  private static final String SNAP_START = "snap-start";
  private static final int TIMES = 2;

  /** The runtime only remembers resources weakly. */
  private static final List<Priming> REGISTERED = new CopyOnWriteArrayList<>();

  private final Environment environment;

  private Priming(Environment environment) {
    this.environment = environment;
  }

  /** Primes the function of an environment when its snapshot is taken, if one is. */
  static void atSnapshot(Environment environment) {
    if (environment.text("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals(SNAP_START)) {
      Priming priming = new Priming(environment);
      REGISTERED.add(priming);
      Core.getGlobalContext().register(priming);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    try {
      prime(environment.required("_HANDLER"));
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      new FunctionLog(out, onStandIn(Map.of()).metrics(), "Priming")
          .write(LogLine.warn("The function could not be primed.").withStackTrace(e));
    } finally {
      System.setOut(out);
    }
  }

  /** Nothing was made that a restored function must not have. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  private void prime(String handlerName) throws IOException, ReflectiveOperationException {
    Class<? extends RequestStreamHandler> type =
        Class.forName(handlerName.split("::", -1)[0]).asSubclass(RequestStreamHandler.class);
    byte[] event = sampleEvent(type);
    Schemas.make();
    try (PrimingDatabase database = PrimingDatabase.start()) {
      RequestStreamHandler handler =
          type.getConstructor(FunctionRuntime.class)
              .newInstance(onStandIn(Map.of("AWS_ENDPOINT_URL_DYNAMODB", database.url())));
      for (int time = 0; time < TIMES; time++) {
        handler.handleRequest(
            new ByteArrayInputStream(event),
            OutputStream.nullOutputStream(),
            new PrimingInvocation());
      }
    }
  }

  private FunctionRuntime onStandIn(Map<String, String> endpoints) {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.putAll(endpoints);
    // The sample event is of none of the customer's pools.
    variables.put(IdentityPoolVariables.VARIABLE, "");
    Environment standIn = new Environment(variables);
    return new FunctionRuntime(
        standIn,
        new LambdaAwsClients(
            standIn, StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"))),
        Clock.systemUTC(),
        // Not the function's own source: a snapshot must not hold anything drawn from that.
        new Random(1));
  }

  /** The package has the repository's sample events: {@code events/update-records.json}. */
  private static byte[] sampleEvent(Class<?> type) throws IOException {
    String name = type.getSimpleName();
    String operation = name.substring(0, name.length() - "Handler".length());
    String file = operation.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".json";
    try (InputStream event = type.getResourceAsStream("/events/" + file)) {
      if (event == null) {
        throw new IOException("the package has no events/" + file);
      }
      return event.readAllBytes();
    }
  }
}
