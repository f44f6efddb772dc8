package io.ergosync.delivery;

/** Something could not be delivered now, but may be later. Its message holds no record value. */
public final class UndeliveredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndeliveredException(String message) {
    super(message);
  }
}
