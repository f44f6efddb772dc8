package io.ergosync.domain;

/**
 * The session that a SyncSessionToken names: it begins with ListRecords and is used up by one
 * successful UpdateRecords.
 *
 * @param id 64 random bits, unique among the sessions of a dataset
 * @param generation the dataset's generation when the session began
 * @param syncCount the dataset's sync count when the session began, also of a deleted dataset
 */
public record SyncSession(long id, long generation, long syncCount) {}
