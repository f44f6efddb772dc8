/** The PostSyncTrigger: changes on their way to the pools' Lambda functions. */
package io.ergosync.delivery.lambda;
