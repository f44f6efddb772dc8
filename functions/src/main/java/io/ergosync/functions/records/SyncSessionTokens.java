package io.ergosync.functions.records;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.ApiException;
import io.ergosync.api.OpaqueToken;
import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.SyncSession;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes and reads SyncSessionTokens: opaque, of the original's 332 characters, for one dataset of
 * one identity, valid for 24 hours. A token protects a client from itself and grants nothing, so it
 * has no secret; its seal covers every character and catches damage. Safe for use by many threads.
 */
public final class SyncSessionTokens {
  /** The length of a token, in characters. */
  public static final int CHARACTERS = 332;

  /** How long a token is valid. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final int TOKEN_BYTES = CHARACTERS / 4 * 3;
  private static final byte VERSION = 2;
  private static final int DIGEST_BYTES = 32;
  private static final int CONTENT_BYTES = 1 + 4 * Long.BYTES + DIGEST_BYTES;

  private final Clock clock;
  private final RandomGenerator random;

  /**
   * Tokens that expire by the clock.
   *
   * @param random the source of session ids
   */
  public SyncSessionTokens(Clock clock, RandomGenerator random) {
    this.clock = requireNonNull(clock);
    this.random = requireNonNull(random);
  }

  /** The token of a new session with the dataset, which begins with these changes. */
  public String begin(DatasetId dataset, Changes changes) {
    long syncCount =
        switch (changes) {
          case Changes.Absent absent -> absent.deletedSyncCount();
          case Changes.Present present -> present.syncCount();
        };
    SyncSession session = new SyncSession(random.nextLong(), changes.generation(), syncCount);
    return token(dataset, clock.millis() + LIFETIME.toMillis(), session);
  }

  /**
   * The session that a token names.
   *
   * @throws ApiException InvalidParameterException if it is damaged, another dataset's or too old
   */
  public SyncSession read(String token, DatasetId dataset) {
    ByteBuffer content = ByteBuffer.wrap(content(token));
    if (content.get() != VERSION) {
      throw notValid("it is damaged");
    }
    final long expiresAt = content.getLong();
    final SyncSession session =
        new SyncSession(content.getLong(), content.getLong(), content.getLong());
    byte[] owner = new byte[DIGEST_BYTES];
    content.get(owner);
    if (!Arrays.equals(owner, owner(dataset))) {
      throw notValid("it is of another dataset");
    }
    if (clock.millis() >= expiresAt) {
      throw notValid("it has expired");
    }
    return session;
  }

  /** A token; expiresAt in epoch milliseconds. */
  static String token(DatasetId dataset, long expiresAt, SyncSession session) {
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .put(VERSION)
            .putLong(expiresAt)
            .putLong(session.id())
            .putLong(session.generation())
            .putLong(session.syncCount())
            .put(owner(dataset))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(content));
  }

  /** What the token of a used session is refused with. */
  static ApiException used() {
    return notValid("it was used by an update");
  }

  private static byte[] content(String token) {
    if (token.length() != CHARACTERS) {
      throw notValid("it is damaged");
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw notValid("it is damaged");
    }
    byte[] content = Arrays.copyOf(bytes, CONTENT_BYTES);
    if (!Arrays.equals(bytes, sealed(content))) {
      throw notValid("it is damaged");
    }
    return content;
  }

  /** The content with digests of it up to the whole length. */
  private static byte[] sealed(byte[] content) {
    byte[] token = Arrays.copyOf(content, TOKEN_BYTES);
    for (int at = CONTENT_BYTES; at < TOKEN_BYTES; at += DIGEST_BYTES) {
      byte[] seal = OpaqueToken.digest(List.of("SyncSessionToken", Integer.toString(at)), content);
      System.arraycopy(seal, 0, token, at, Math.min(DIGEST_BYTES, TOKEN_BYTES - at));
    }
    return token;
  }

  private static byte[] owner(DatasetId dataset) {
    return OpaqueToken.digest(
        List.of(
            dataset.identity().identityPoolId().value(),
            dataset.identity().identityId().value(),
            dataset.datasetName().value()),
        new byte[0]);
  }

  private static ApiException notValid(String reason) {
    return ApiException.invalidParameter("SyncSessionToken not valid for these inputs: " + reason);
  }
}
