/** Cognito Streams: changes on their way to the pools' Kinesis streams. */
package io.ergosync.delivery.kinesis;
