package io.ergosync.runtime;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells a meter of every time that the SDK sends a request again. */
final class RetryCounter implements ExecutionInterceptor {
  private final RequestMeter meter;

  RetryCounter(RequestMeter meter) {
    this.meter = meter;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    // Each is sent once at least, which is no retry.
    meter.retried(-1);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    meter.retried(1);
  }
}
