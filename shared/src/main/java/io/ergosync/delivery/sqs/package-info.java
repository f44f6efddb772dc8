/** The queues, on Amazon SQS. */
package io.ergosync.delivery.sqs;
