/**
 * DynamoDB Local in this process, the tables that the template defines in it, and the capacity that
 * each function consumes of it.
 */
package io.ergosync.local.database;
