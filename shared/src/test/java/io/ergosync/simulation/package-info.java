/**
 * The storage under every schedule that a seed can choose: interleavings of calls, crashes, lost
 * answers and throttling, checked against what must always hold (docs/storage-model.md).
 */
package io.ergosync.simulation;
