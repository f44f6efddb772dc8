/** What stands in for SQS: the template's queues. */
package io.ergosync.local.queue;
