package io.ergosync.local.http;

/**
 * One header line.
 *
 * @param name as written; names are compared without regard to case
 * @param value without the white space around it
 */
public record Header(String name, String value) {}
