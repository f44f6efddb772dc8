/** The objects of large changes, on Amazon S3. */
package io.ergosync.delivery.s3;
