package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/**
 * How a member's JSON becomes a value, and which rules of the service model it must keep.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface MemberType<T> {
  /**
   * Reads a member that was sent.
   *
   * @param node neither missing nor null
   * @param refusals takes every rule that the member breaks
   */
  Parsed<T> parse(JsonNode node, Refusals refusals);

  /** This type with its values turned into others; the function refuses none. */
  default <R> MemberType<R> map(Function<T, R> function) {
    return (node, refusals) -> parse(node, refusals).map(function);
  }

  /** Takes the rules that one member breaks. */
  interface Refusals {
    /** The member breaks a rule, and may be shown to the client that sent it. */
    void refuse(String sent, String rule);

    /** The member breaks a rule, and is not to be repeated. */
    void refuseUnseen(String rule);
  }
}
