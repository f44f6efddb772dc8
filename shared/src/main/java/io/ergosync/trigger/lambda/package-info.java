/** Invokes customers' functions through AWS Lambda. */
package io.ergosync.trigger.lambda;
