/** What goes out of an identity pool to its stream. */
package io.ergosync.functions.streams;
