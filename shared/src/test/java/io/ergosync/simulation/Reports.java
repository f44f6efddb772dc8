package io.ergosync.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What to say of a seed that does not pass. */
final class Reports {
  private Reports() {}

  /**
   * The seed, the invariant, what exactly went wrong, everything that led to it, and the command
   * that shows it again.
   */
  static String of(Schedules.Failed failed, String trace) {
    StringWriter stack = new StringWriter();
    failed.cause().printStackTrace(new PrintWriter(stack));
    return """

    seed %d violates %s
    %s
    %s
    replay: ./mvnw -pl shared test -Dtest=SimulationTest -Dsimulation.seed=%d -Dsimulation.trace=true
    """
        .formatted(failed.seed(), failed.invariant(), trace, Texts.brief(stack), failed.seed());
  }
}
