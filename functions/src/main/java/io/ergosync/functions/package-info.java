/** The composition of all features; only what serves every operation at once knows it. */
package io.ergosync.functions;
