/** How much data there is. */
package io.ergosync.functions.usage;
