/**
 * The storage on one DynamoDB table: a head item for each dataset with a journal of its newest
 * records, and the older records in items of their own. docs/storage-model.md draws it.
 */
package io.ergosync.storage.dynamodb;
