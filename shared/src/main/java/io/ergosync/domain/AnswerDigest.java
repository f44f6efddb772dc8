package io.ergosync.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A fingerprint of the records that an update was answered with. It tells the retry of an
 * acknowledged update from another update with the same session; it protects a client from itself,
 * so 64 bits are enough.
 */
public final class AnswerDigest {
  private AnswerDigest() {}

  /** The fingerprint of these records in this order. */
  public static long of(List<DatasetRecord> records) {
    MessageDigest digest = sha256();
    for (DatasetRecord record : records) {
      text(digest, record.key());
      switch (record.value()) {
        case RecordValue.Text text -> text(digest, text.text());
        case RecordValue.Tombstone _ -> number(digest, -1);
      }
      number(digest, record.syncCount());
      number(digest, record.lastModifiedDate().toEpochMilli());
      text(digest, record.lastModifiedBy());
      number(digest, record.deviceLastModifiedDate().toEpochMilli());
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(digest, bytes.length);
    digest.update(bytes);
  }

  private static void number(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
