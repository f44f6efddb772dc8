/** The merging of identities, which Cognito Identity triggers and Cognito Sync carries out. */
package io.ergosync.functions.merge;
