package io.ergosync.simulation;

/** The names of what must always hold. */
final class Invariant {
  static final String ACKNOWLEDGED_UPDATES_ARE_NEVER_LOST = "acknowledgedUpdatesAreNeverLost";
  static final String UPDATES_ARE_NEVER_HALF_VISIBLE = "updatesAreNeverHalfVisible";
  static final String SYNC_COUNTS_HAVE_NO_GAPS = "syncCountsHaveNoGaps";
  static final String A_LIST_IS_EXACT_AT_ONE_MOMENT = "aListIsExactAtOneMoment";
  static final String CONFLICTS_ARE_REAL = "conflictsAreReal";
  static final String CRASHES_CHANGE_NOTHING = "crashesChangeNothing";
  static final String COUNTERS_EQUAL_A_FULL_READ = "countersEqualAFullRead";

  /**
   * An update that is sent again gets its first answer, or was never taken and is taken now; it is
   * never a conflict with itself.
   */
  static final String RETRIES_GET_THE_FIRST_ANSWER = "retriesGetTheFirstAnswer";

  /** The identity counts exactly the datasets that exist, and they are not too many. */
  static final String DATASETS_NEVER_EXCEED_THE_LIMIT = "datasetsNeverExceedTheLimit";

  /** No update is taken that the limits forbid; none is refused that they allow. */
  static final String LIMITS_ARE_KEPT = "limitsAreKept";

  /** A description, and the answer to a deletion, are true at one moment of the request. */
  static final String DESCRIPTIONS_ARE_TRUE = "descriptionsAreTrue";

  /** A failure is one of the domain's, or one that the fault itself caused. */
  static final String FAILURES_ARE_NAMED = "failuresAreNamed";

  /** Once the collections have run, there is no item that nothing points at. */
  static final String NOTHING_IS_LEFT_BEHIND = "nothingIsLeftBehind";

  private Invariant() {}
}
