package io.ergosync.domain;

/**
 * The session that a SyncSessionToken names: it begins with ListRecords and is used up by one
 * successful UpdateRecords.
 *
 * @param id 64 random bits, unique among the sessions of a dataset
 */
public record SyncSession(long id) {}
