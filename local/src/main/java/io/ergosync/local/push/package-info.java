/** What stands in for SNS: platform endpoints, and what is published to them. */
package io.ergosync.local.push;
