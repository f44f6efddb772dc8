package io.ergosync.domain;

/** The events that an identity pool can have a Lambda function for. */
public enum CognitoEvent {
  /** Before an app's update is stored; the function may change or refuse it. */
  SYNC_TRIGGER("SyncTrigger"),
  /** After an update is stored; our addition, for those who only need to know. */
  POST_SYNC_TRIGGER("PostSyncTrigger");

  private final String wireName;

  CognitoEvent(String wireName) {
    this.wireName = wireName;
  }

  /** Its key in the API. */
  public String wireName() {
    return wireName;
  }
}
