/** What an instance of a function remembers between requests. */
package io.ergosync.cache;
