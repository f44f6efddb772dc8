/**
 * Runs packaged functions under AWS's own runtime interface client, as Lambda does: the process is
 * a real one, its class path and environment are Lambda's, and the Runtime API that it talks to is
 * on loopback.
 */
package io.ergosync.local.invoke;
