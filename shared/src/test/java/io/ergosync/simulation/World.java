package io.ergosync.simulation;

/** What the actors of a schedule share. */
record World(
    Workload workload,
    History history,
    OutcomeChecks checks,
    Witness witness,
    Feed feed,
    Trace trace,
    Statistics statistics) {}
