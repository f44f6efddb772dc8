/** Runs the template's functions as Lambda does: by name, with a context, within a timeout. */
package io.ergosync.local.lambda;
