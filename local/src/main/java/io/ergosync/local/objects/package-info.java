/** What stands in for S3: objects in memory, and URLs by which they can be read. */
package io.ergosync.local.objects;
