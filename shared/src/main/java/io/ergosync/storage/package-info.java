/** The storage in words of the domain: what it promises, whatever database is behind it. */
package io.ergosync.storage;
