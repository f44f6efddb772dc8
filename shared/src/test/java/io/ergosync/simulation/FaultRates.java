package io.ergosync.simulation;

/**
 * How often calls go wrong, each in calls of a thousand.
 *
 * @param crash the actor's process dies before, after or while the call is on its way
 * @param lost the call fails without saying whether it happened
 * @param late the call fails and happens later
 * @param retried the SDK loses the first answer and sends the call again
 * @param duplicated the call happens, and again later
 * @param throttled the service refuses the call
 * @param conflict a transaction on an item of the call is under way
 * @param mixed the refusal of a call says what belongs to another one, of the refused calls
 */
record FaultRates(
    int crash,
    int lost,
    int late,
    int retried,
    int duplicated,
    int throttled,
    int conflict,
    int mixed) {
  static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0, 0);
  static final FaultRates SOME = new FaultRates(8, 10, 12, 15, 15, 6, 8, 150);
  static final FaultRates MANY = new FaultRates(25, 25, 40, 40, 40, 12, 20, 500);

  /** The network alone: nothing dies and nothing is refused, but calls arrive late and twice. */
  static final FaultRates NETWORK = new FaultRates(0, 5, 80, 40, 80, 0, 30, 0);
}
