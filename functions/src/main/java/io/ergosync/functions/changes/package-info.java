/**
 * What follows a commit: the function that reads the table's stream, and the one that reads the
 * queue of what could not be done at once.
 */
package io.ergosync.functions.changes;
