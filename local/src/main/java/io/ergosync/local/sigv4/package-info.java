/**
 * Verifies requests signed with AWS Signature Version 4, by the rules of "Create a signed AWS API
 * request" in the IAM User Guide. Safe for use by many threads.
 */
package io.ergosync.local.sigv4;
