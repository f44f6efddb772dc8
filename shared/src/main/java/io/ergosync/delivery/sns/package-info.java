/** Devices, by Amazon SNS. */
package io.ergosync.delivery.sns;
