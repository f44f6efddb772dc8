package io.ergosync.runtime;

import static java.util.Objects.requireNonNull;

import io.ergosync.telemetry.EmbeddedMetrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * All that a function takes from outside. Every handler has two constructors: one without
 * arguments, which Lambda calls, and one that takes a runtime, which the local cloud and tests
 * call.
 *
 * @param clock the time, in UTC
 * @param random the source of ids and of jitter
 */
public record FunctionRuntime(
    Environment environment, AwsClients clients, Clock clock, RandomGenerator random) {
  public FunctionRuntime {
    requireNonNull(environment);
    requireNonNull(clients);
    requireNonNull(clock);
    requireNonNull(random);
  }

  /** What the function's log lines count as: the metrics of the stack that it belongs to. */
  public EmbeddedMetrics metrics() {
    return new EmbeddedMetrics(clock, environment.text("STACK_NAME", "none"));
  }

  /**
   * The runtime of a function on Lambda.
   *
   * @throws ConfigurationException if the environment is unusable
   */
  public static FunctionRuntime onLambda() {
    Environment environment = Environment.ofProcess();
    Priming.atSnapshot(environment);
    return new FunctionRuntime(
        environment,
        new LambdaAwsClients(environment),
        Clock.systemUTC(),
        // SecureRandom, because a snapshot restored twice must not repeat itself.
        new SecureRandom());
  }
}
