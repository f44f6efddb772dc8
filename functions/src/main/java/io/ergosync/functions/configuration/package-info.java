/** What developers set for an identity pool: push sync and streams. */
package io.ergosync.functions.configuration;
