package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** The item of a pool's events: each has an attribute of its own, so that one can be set alone. */
record StoredEvents(IdentityPoolId identityPoolId, Map<CognitoEvent, LambdaFunctionArn> functions) {
  static final String ENTITY = "EVENTS";
  static final TableSchema<StoredEvents> SCHEMA = schema();

  /** The attribute of an event's function. */
  static String attribute(CognitoEvent event) {
    return switch (event) {
      case SYNC_TRIGGER -> "syncTrigger";
      case POST_SYNC_TRIGGER -> "postSyncTrigger";
    };
  }

  private static TableSchema<StoredEvents> schema() {
    StaticImmutableTableSchema.Builder<StoredEvents, Builder> schema =
        TableSchema.builder(StoredEvents.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(
                String.class,
                a ->
                    a.name(Keys.PK)
                        .getter(item -> Keys.poolItems(item.identityPoolId))
                        .setter((b, v) -> b.pk = v)
                        .tags(primaryPartitionKey()))
            .addAttribute(
                String.class,
                a ->
                    a.name(Keys.SK)
                        .getter(_ -> Keys.EVENTS)
                        .setter((_, _) -> {})
                        .tags(primarySortKey()));
    for (CognitoEvent event : CognitoEvent.values()) {
      schema.addAttribute(
          String.class,
          a ->
              a.name(attribute(event))
                  .getter(item ->
                      Optional.ofNullable(item.functions.get(event))
                          .map(LambdaFunctionArn::value)
                          .orElse(null))
                  .setter((b, v) -> b.functions.put(event, new LambdaFunctionArn(v))));
    }
    return schema.build();
  }

  /** Collects the attributes of an item. */
  static final class Builder {
    private String pk = "";
    private final Map<CognitoEvent, LambdaFunctionArn> functions =
        new EnumMap<>(CognitoEvent.class);

    StoredEvents build() {
      return new StoredEvents(Keys.identityPoolId(pk), Map.copyOf(functions));
    }
  }
}
