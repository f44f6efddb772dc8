/** The repair of what was lost of the changes that follow from commits. */
package io.ergosync.functions.repair;
