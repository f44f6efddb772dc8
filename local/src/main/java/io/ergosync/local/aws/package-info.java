/** Services that are not in this process: where they are, and in whose name they are called. */
package io.ergosync.local.aws;
