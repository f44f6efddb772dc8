package io.ergosync.simulation.dynamodb;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Order, equality and size of attribute values, by the rules of DynamoDB. */
public final class AttributeValues {
  /** Strings sort by their UTF-8 bytes, which is the order of code points. */
  public static final Comparator<String> UTF8_ORDER = AttributeValues::compareStrings;

  private AttributeValues() {}

  /** Whether two values have an order. */
  static boolean comparable(AttributeValue a, AttributeValue b) {
    return a.type() == b.type()
        && switch (a.type()) {
          case S, N, B -> true;
          case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
        };
  }

  /** The order of two values that have one. */
  static int compare(AttributeValue a, AttributeValue b) {
    return switch (a.type()) {
      case S -> compareStrings(a.s(), b.s());
      case N -> new BigDecimal(a.n()).compareTo(new BigDecimal(b.n()));
      case B -> Arrays.compareUnsigned(a.b().asByteArrayUnsafe(), b.b().asByteArrayUnsafe());
      case SS, NS, BS, M, L, BOOL, NUL, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("not ordered: " + a.type());
    };
  }

  /** Whether two values are the same; numbers by value. */
  static boolean equal(AttributeValue a, AttributeValue b) {
    return comparable(a, b) ? compare(a, b) == 0 : a.equals(b);
  }

  private static int compareStrings(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        // Surrogates stand for code points above all others, but below U+E000 as characters.
        boolean highC = Character.isSurrogate(c);
        boolean highD = Character.isSurrogate(d);
        return highC == highD ? Character.compare(c, d) : highC ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** The size of an item in bytes, as the service counts it towards its limit. */
  static long itemBytes(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + bytes(attribute.getValue());
    }
    return bytes;
  }

  private static long bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> numberBytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToLong(AttributeValues::utf8).sum();
      case NS -> value.ns().stream().mapToLong(AttributeValues::numberBytes).sum();
      case BS -> value.bs().stream().mapToLong(b -> b.asByteArrayUnsafe().length).sum();
      case M -> 3L + value.m().size() + itemBytes(value.m());
      case L -> 3L + value.l().size() + value.l().stream().mapToLong(AttributeValues::bytes).sum();
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an empty value");
    };
  }

  private static long numberBytes(String number) {
    BigDecimal value = new BigDecimal(number).stripTrailingZeros();
    return (value.precision() + 1L) / 2 + 1 + (value.signum() < 0 ? 1 : 0);
  }

  static long utf8(String text) {
    return io.ergosync.domain.Utf8.bytes(text);
  }
}
