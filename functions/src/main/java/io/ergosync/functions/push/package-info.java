/** Devices, and what they want to be told of. */
package io.ergosync.functions.push;
