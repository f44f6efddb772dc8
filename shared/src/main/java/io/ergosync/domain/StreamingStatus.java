package io.ergosync.domain;

/** Whether the changes of an identity pool go to its stream. */
public enum StreamingStatus {
  /** Nobody has said; nothing is streamed. */
  NOT_SET,
  /** Nothing is streamed. */
  DISABLED,
  /** Every change is streamed. */
  ENABLED
}
