/** The operations on datasets as wholes. */
package io.ergosync.functions.datasets;
