package io.ergosync.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What SQS refuses; its limits are those of SendMessage's and ReceiveMessage's reference. */
final class MessageRules {
  /** The most bytes of a message, and of the messages of a batch together. */
  static final int BYTES_MAX = 1_048_576;

  private static final int BATCH_ENTRIES_MAX = 10;
  private static final Pattern BATCH_ENTRY_ID = Pattern.compile("[a-zA-Z0-9_-]{1,80}");

  private MessageRules() {}

  /**
   * Checks a message.
   *
   * @throws SqsException if it is empty, too long, or has characters that no message may have
   */
  static void check(String body, Map<String, MessageAttributeValue> attributes) {
    if (body == null || body.isEmpty()) {
      throw SqsFailures.missingParameter("MessageBody");
    }
    if (bytes(body, attributes) > BYTES_MAX) {
      throw SqsFailures.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than %s bytes."
              .formatted(BYTES_MAX));
    }
    if (!body.codePoints().allMatch(MessageRules::isAllowed)) {
      throw SqsFailures.invalidContents();
    }
  }

  /** What counts against the limit: the body, and each attribute's name, type and value. */
  static int bytes(String body, Map<String, MessageAttributeValue> attributes) {
    int bytes = body.getBytes(UTF_8).length;
    for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
      MessageAttributeValue value = attribute.getValue();
      bytes += attribute.getKey().getBytes(UTF_8).length + value.dataType().getBytes(UTF_8).length;
      bytes += value.stringValue() == null ? 0 : value.stringValue().getBytes(UTF_8).length;
      bytes += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
    }
    return bytes;
  }

  /**
   * Checks the ids of a batch's entries.
   *
   * @throws SqsException if there are none or too many, or one is malformed or repeated
   */
  static void checkEntries(List<String> ids) {
    if (ids.isEmpty()) {
      throw SqsFailures.emptyBatch();
    }
    if (ids.size() > BATCH_ENTRIES_MAX) {
      throw SqsFailures.tooManyEntries(ids.size());
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (id == null || !BATCH_ENTRY_ID.matcher(id).matches()) {
        throw SqsFailures.invalidId();
      }
      if (!seen.add(id)) {
        throw SqsFailures.repeatedId(id);
      }
    }
  }

  /**
   * A parameter, or its default where the request has none.
   *
   * @throws SqsException if it is out of range
   */
  static int inRange(String name, Integer value, int defaultValue, int minimum, int maximum) {
    int number = value == null ? defaultValue : value;
    if (number < minimum || number > maximum) {
      throw SqsFailures.invalidParameter(
          "Value %s for parameter %s is invalid. Reason: Must be between %s and %s, if provided."
              .formatted(number, name, minimum, maximum));
    }
    return number;
  }

  private static boolean isAllowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
