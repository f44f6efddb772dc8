package io.ergosync.simulation.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item's change, as the table's stream would report it.
 *
 * @param before the item before, empty if there was none
 * @param after the item after, empty if there is none
 */
public record Change(
    Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}
