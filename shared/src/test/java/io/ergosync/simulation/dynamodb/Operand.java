package io.ergosync.simulation.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A side of a comparison. */
sealed interface Operand {
  /** Its value for this item; empty if the item has no such attribute. */
  Optional<AttributeValue> of(Map<String, AttributeValue> item, Placeholders placeholders);

  /** An attribute of the item. Paths into documents are not known here. */
  record Attribute(String token) implements Operand {
    @Override
    public Optional<AttributeValue> of(
        Map<String, AttributeValue> item, Placeholders placeholders) {
      return Optional.ofNullable(item.get(placeholders.name(token)));
    }
  }

  /** A value of the request. */
  record Value(String token) implements Operand {
    @Override
    public Optional<AttributeValue> of(
        Map<String, AttributeValue> item, Placeholders placeholders) {
      return Optional.of(placeholders.value(token));
    }
  }

  /** Reads an operand. */
  static Operand read(Tokens tokens) {
    return tokens.peek().startsWith(":")
        ? new Value(tokens.next())
        : new Attribute(readAttribute(tokens));
  }

  /** Reads an attribute's name or its placeholder. */
  static String readAttribute(Tokens tokens) {
    String token = tokens.peek();
    if (!token.matches("#?[A-Za-z_0-9]+")) {
      throw tokens.wrong();
    }
    tokens.next();
    if (tokens.peek().equals(".")) {
      throw new UnsupportedOperationException("the simulation knows no paths into documents");
    }
    return token;
  }
}
