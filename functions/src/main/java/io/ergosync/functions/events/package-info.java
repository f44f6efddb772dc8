/** Which Lambda functions an identity pool has for its events. */
package io.ergosync.functions.events;
