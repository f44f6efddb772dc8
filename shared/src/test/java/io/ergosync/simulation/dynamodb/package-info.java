/**
 * A DynamoDB of plain maps for one table, exact where the storage depends on it and failing fast
 * where it does not know better. It answers as DynamoDB Local does, which its differential test
 * shows.
 */
package io.ergosync.simulation.dynamodb;
