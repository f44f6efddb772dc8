/**
 * The HTTP front: does what an API Gateway HTTP API with IAM authorization does, from the socket to
 * the function's event and back.
 */
package io.ergosync.local.gateway;
