/** How JSON is read, written and measured. */
package io.ergosync.api.json;
