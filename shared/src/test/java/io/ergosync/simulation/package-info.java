/**
 * The storage under every schedule that a seed can choose, checked against what must always hold
 * (docs/storage-model.md). {@code Profile} and {@code Workload} draw what is done, {@code Fault},
 * {@code Network} and {@code MixedRefusals} what goes wrong, {@code Feed} and {@code Housekeeper}
 * follow the table's stream; {@code Witness} and {@code Steps} check every write, {@code
 * OutcomeChecks} every answer.
 */
package io.ergosync.simulation;
