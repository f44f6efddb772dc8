/** What functions tell the people who run them: log lines and metrics, in one form. */
package io.ergosync.telemetry;
