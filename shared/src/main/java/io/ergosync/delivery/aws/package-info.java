/** What the ways out by AWS services have in common. */
package io.ergosync.delivery.aws;
