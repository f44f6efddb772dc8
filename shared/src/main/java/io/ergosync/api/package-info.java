/**
 * The API as typed operations: what a request holds, who may send it, what it is answered, and
 * every failure in one place. Knows JSON, but neither HTTP nor Lambda.
 */
package io.ergosync.api;
