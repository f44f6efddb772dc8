/**
 * HTTP in the local cloud's own words: a request read whole, a response, and the one form in which
 * a request is refused. Nothing here knows the server that carries them.
 */
package io.ergosync.local.http;
