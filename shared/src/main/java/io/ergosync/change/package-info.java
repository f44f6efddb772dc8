/**
 * What happened to the table, as its stream tells it: the changes that something follows from, in
 * words of the domain.
 */
package io.ergosync.change;
