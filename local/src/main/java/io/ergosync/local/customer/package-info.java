/** Stands in for the Lambda functions of the customer, which are not in the template. */
package io.ergosync.local.customer;
