/** The synchronisation itself: listing what changed, and changing it. */
package io.ergosync.functions.records;
