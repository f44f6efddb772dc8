package io.ergosync.domain;

/**
 * The push services that devices are reached by, under the names that the API and the ARNs of SNS
 * share.
 */
public enum Platform {
  /** Apple. */
  APNS,
  /** Apple, for apps under development. */
  APNS_SANDBOX,
  /** Google: Firebase Cloud Messaging, under its old name. */
  GCM,
  /** Amazon. */
  ADM
}
