package io.ergosync.storage.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.StreamingStatus;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The item of a pool's configuration; attributes that would hold nothing are left out. */
record StoredConfiguration(IdentityPoolId identityPoolId, IdentityPoolConfiguration configuration) {
  static final TableSchema<StoredConfiguration> SCHEMA =
      TableSchema.builder(StoredConfiguration.class, Builder.class)
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
                      .getter(_ -> Keys.CONFIGURATION)
                      .setter((_, _) -> {})
                      .tags(primarySortKey()))
          .addAttribute(
              String.class, a -> a.name("entity").getter(_ -> "CONFIGURATION").setter((_, _) -> {}))
          .addAttribute(
              Long.class,
              a ->
                  a.name(HeadSchema.REVISION)
                      .getter(item -> item.configuration.revision())
                      .setter((b, v) -> b.revision = v))
          .addAttribute(
              EnhancedType.listOf(String.class),
              a ->
                  a.name("applicationArns")
                      .getter(item -> orNull(item.push().applicationArns()))
                      .setter((b, v) -> b.applicationArns = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("pushRoleArn")
                      .getter(item -> orNull(item.push().roleArn()))
                      .setter((b, v) -> b.pushRoleArn = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("streamName")
                      .getter(item -> orNull(item.streams().streamName()))
                      .setter((b, v) -> b.streamName = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("streamRoleArn")
                      .getter(item -> orNull(item.streams().roleArn()))
                      .setter((b, v) -> b.streamRoleArn = v))
          .addAttribute(
              String.class,
              a ->
                  a.name("streamingStatus")
                      .getter(item -> item.streams().streamingStatus().name())
                      .setter((b, v) -> b.streamingStatus = StreamingStatus.valueOf(v)))
          .build();

  private PushSync push() {
    return configuration.pushSync();
  }

  private CognitoStreams streams() {
    return configuration.cognitoStreams();
  }

  private static List<String> orNull(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Collects the attributes of an item. */
  static final class Builder {
    private String pk = "";
    private long revision = -1;
    private List<String> applicationArns = List.of();
    private String pushRoleArn = "";
    private String streamName = "";
    private String streamRoleArn = "";
    private StreamingStatus streamingStatus = StreamingStatus.NOT_SET;

    StoredConfiguration build() {
      return new StoredConfiguration(
          Keys.identityPoolId(pk),
          new IdentityPoolConfiguration(
              revision,
              new PushSync(applicationArns, pushRoleArn),
              new CognitoStreams(streamName, streamRoleArn, streamingStatus)));
    }
  }
}
