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

  /** An update is taken once at most, however often and late it is sent again. */
  static final String UPDATES_ARE_TAKEN_ONCE = "updatesAreTakenOnce";

  /** What was refused for good does not happen later. */
  static final String REFUSALS_ARE_FINAL = "refusalsAreFinal";

  /**
   * An update that is sent again gets its first answer, or was never taken and is taken now; it is
   * never a conflict with itself.
   */
  static final String RETRIES_GET_THE_FIRST_ANSWER = "retriesGetTheFirstAnswer";

  /** What is stored past a trigger is what it says to the records that the commit builds on. */
  static final String TRIGGERS_SEE_WHAT_THEY_CHANGE = "triggersSeeWhatTheyChange";

  /** A merge loses no value: neither of what it moves nor of where it moves it. */
  static final String VALUES_LIVE_ON_OVER_MERGES = "valuesLiveOnOverMerges";

  /** A dataset reports exactly those that wait to be folded into it. */
  static final String MERGED_DATASETS_ARE_REPORTED = "mergedDatasetsAreReported";

  /** The identity counts exactly the datasets that exist, and they are not too many. */
  static final String DATASETS_NEVER_EXCEED_THE_LIMIT = "datasetsNeverExceedTheLimit";

  /** No update is taken that the limits forbid; none is refused that they allow. */
  static final String LIMITS_ARE_KEPT = "limitsAreKept";

  /** A description, and the answer to a deletion, are true at one moment of the request. */
  static final String DESCRIPTIONS_ARE_TRUE = "descriptionsAreTrue";

  /** A failure is one of the domain's, or one that the fault itself caused. */
  static final String FAILURES_ARE_NAMED = "failuresAreNamed";

  /** The items of a dataset make a dataset at every moment, and its own storage reads it. */
  static final String NO_DATASET_IS_UNREADABLE = "noDatasetIsUnreadable";

  /** Damage is reported as corruption, and nothing else is. */
  static final String CORRUPTION_IS_DAMAGE = "corruptionIsDamage";

  /** Who gives up because others were faster met as many of them as the attempts it made. */
  static final String CONTENTION_IS_REAL = "contentionIsReal";

  /** Who follows the stream reads what a commit wrote, or what of it is still there. */
  static final String COMMITS_ARE_READ_BACK = "commitsAreReadBack";

  /** When every change was counted, a pool's usage is the size of its datasets. */
  static final String USAGE_IS_EXACT = "usageIsExact";

  /** Once the collections have run, there is no item that nothing points at. */
  static final String NOTHING_IS_LEFT_BEHIND = "nothingIsLeftBehind";

  private Invariant() {}
}
