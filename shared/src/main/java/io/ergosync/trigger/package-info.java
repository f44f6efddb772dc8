/**
 * The SyncTrigger of Cognito events: a Lambda function of the customer that sees an update before
 * it is stored, and may change or refuse it. Knows the form of the event, but not the AWS SDK.
 */
package io.ergosync.trigger;
