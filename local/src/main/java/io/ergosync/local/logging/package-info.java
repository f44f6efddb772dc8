/** The log of the local cloud, which is its standard error. */
package io.ergosync.local.logging;
