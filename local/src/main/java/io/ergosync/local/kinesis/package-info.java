/** What stands in for Kinesis: streams, which exist without being made. */
package io.ergosync.local.kinesis;
