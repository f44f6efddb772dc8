package io.ergosync.functions.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.MemberReader;
import io.ergosync.api.MemberType;
import io.ergosync.api.MemberTypes;
import io.ergosync.api.Parsed;
import io.ergosync.api.json.Json;
import io.ergosync.domain.CognitoStreams;
import io.ergosync.domain.PushSync;
import io.ergosync.domain.StreamingStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The service model's PushSync and CognitoStreams. */
final class ConfigurationMembers {
  /** The most platform applications of a pool, so that its item stays small; the model has none. */
  static final int APPLICATION_ARNS_MAX = 50;

  private static final MemberType<List<String>> APPLICATION_ARNS =
      MemberTypes.list(
          MemberTypes.text(
              1, 2048, Pattern.compile("arn:aws:sns:[-0-9a-z]+:\\d+:app/[A-Z_]+/[a-zA-Z0-9_.-]+")),
          APPLICATION_ARNS_MAX);
  private static final MemberType<String> ROLE_ARN =
      MemberTypes.text(20, 2048, Pattern.compile("arn:aws:iam::\\d+:role/.*"));
  private static final MemberType<String> STREAM_NAME = MemberTypes.text(1, 128);
  private static final MemberType<StreamingStatus> STREAMING_STATUS =
      MemberTypes.enumeration(streamingStatuses());

  private ConfigurationMembers() {}

  private static Map<String, StreamingStatus> streamingStatuses() {
    Map<String, StreamingStatus> statuses = new LinkedHashMap<>();
    statuses.put("ENABLED", StreamingStatus.ENABLED);
    statuses.put("DISABLED", StreamingStatus.DISABLED);
    return statuses;
  }

  static Parsed<PushSync> pushSync(MemberReader members) {
    Parsed<List<String>> applicationArns =
        members.optional("ApplicationArns", APPLICATION_ARNS, List.of());
    Parsed<String> roleArn = members.optional("RoleArn", ROLE_ARN, "");
    return members.together(() -> new PushSync(applicationArns.get(), roleArn.get()));
  }

  static Parsed<CognitoStreams> cognitoStreams(MemberReader members) {
    Parsed<String> streamName = members.optional("StreamName", STREAM_NAME, "");
    Parsed<String> roleArn = members.optional("RoleArn", ROLE_ARN, "");
    Parsed<StreamingStatus> status =
        members.optional("StreamingStatus", STREAMING_STATUS, StreamingStatus.NOT_SET);
    if (streamName.valid()
        && streamName.get().isEmpty()
        && status.valid()
        && status.get() == StreamingStatus.ENABLED) {
      members.refuse(
          "StreamingStatus", "ENABLED", "Member can be ENABLED only together with a streamName");
    }
    return members.together(
        () -> new CognitoStreams(streamName.get(), roleArn.get(), status.get()));
  }

  /** The response; CognitoStreams is younger than the oldest clients, who get it only where set. */
  static ObjectNode response(PoolConfiguration configuration) {
    ObjectNode node = Json.object();
    node.put("IdentityPoolId", configuration.identityPoolId().value());
    if (configuration.pushSync().equals(PushSync.NONE)) {
      node.putNull("PushSync");
    } else {
      node.set("PushSync", json(configuration.pushSync()));
    }
    if (!configuration.cognitoStreams().equals(CognitoStreams.NONE)) {
      node.set("CognitoStreams", json(configuration.cognitoStreams()));
    }
    return node;
  }

  private static ObjectNode json(PushSync pushSync) {
    ObjectNode node = Json.object();
    if (pushSync.applicationArns().isEmpty()) {
      node.putNull("ApplicationArns");
    } else {
      ArrayNode arns = node.putArray("ApplicationArns");
      pushSync.applicationArns().forEach(arns::add);
    }
    node.set("RoleArn", Json.textOrNull(pushSync.roleArn()));
    return node;
  }

  private static ObjectNode json(CognitoStreams streams) {
    ObjectNode node = Json.object();
    node.set("StreamName", Json.textOrNull(streams.streamName()));
    node.set("RoleArn", Json.textOrNull(streams.roleArn()));
    switch (streams.streamingStatus()) {
      case NOT_SET -> node.putNull("StreamingStatus");
      case DISABLED -> node.put("StreamingStatus", "DISABLED");
      case ENABLED -> node.put("StreamingStatus", "ENABLED");
    }
    return node;
  }
}
