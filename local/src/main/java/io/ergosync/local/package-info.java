/**
 * The local cloud: everything that template.yaml describes, in one process on one's own machine.
 */
package io.ergosync.local;
