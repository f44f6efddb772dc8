package io.ergosync.simulation;

/**
 * How often calls go wrong, each in calls of a thousand.
 *
 * @param crash the actor's process dies before or after the call
 * @param lost the call fails without saying whether it happened
 * @param retried the SDK loses the first answer and sends the call again
 * @param throttled the service refuses the call
 * @param conflict a transaction on the same item is under way
 */
record FaultRates(int crash, int lost, int retried, int throttled, int conflict) {
  static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0);
  static final FaultRates SOME = new FaultRates(8, 12, 20, 8, 8);
  static final FaultRates MANY = new FaultRates(30, 40, 60, 20, 20);
}
