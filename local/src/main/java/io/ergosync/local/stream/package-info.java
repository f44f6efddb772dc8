/** What Lambda's event source mappings do with the streams of tables. */
package io.ergosync.local.stream;
