/**
 * Reads template.yaml, the only list of what the local cloud serves: functions, routes, environment
 * variables, limits and tables.
 */
package io.ergosync.local.template;
