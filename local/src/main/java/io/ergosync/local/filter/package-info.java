/** Lambda's event filters: which records of a stream a function is invoked for. */
package io.ergosync.local.filter;
