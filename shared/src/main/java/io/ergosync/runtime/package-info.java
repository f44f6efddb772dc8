/**
 * What a function finds around it: its environment, the AWS clients, the clock and randomness. The
 * only place that reads environment variables or builds AWS clients.
 */
package io.ergosync.runtime;
