package io.ergosync.simulation;

/** The death of an actor's process in the middle of a call: nothing in the storage catches it. */
final class CrashError extends Error {
  CrashError() {
    super("the process crashed", null, false, false);
  }
}
