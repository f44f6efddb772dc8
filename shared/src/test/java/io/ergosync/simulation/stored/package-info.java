/** What the simulated table holds, decoded by nothing but docs/storage-model.md. */
package io.ergosync.simulation.stored;
