/**
 * The vocabulary of the Cognito Sync API as plain values, and the rules that need no database.
 * Imports nothing but the JDK.
 */
package io.ergosync.domain;
