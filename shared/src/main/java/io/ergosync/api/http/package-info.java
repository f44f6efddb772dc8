/**
 * The REST form of the API over Lambda's HTTP events: gateway events in, Lambda's response envelope
 * out.
 */
package io.ergosync.api.http;
