/**
 * The policies of functions, enforced: every call that a function makes is checked against what
 * template.yaml allows it, and what is used is written down.
 */
package io.ergosync.local.permissions;
