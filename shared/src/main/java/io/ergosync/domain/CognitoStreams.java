package io.ergosync.domain;

import static java.util.Objects.requireNonNull;

/**
 * Where the changes of an identity pool go.
 *
 * @param streamName the Kinesis stream; empty for none, which no enabled one has
 * @param roleArn the role that may put records to it; empty for none
 */
public record CognitoStreams(String streamName, String roleArn, StreamingStatus streamingStatus) {
  /** That of a pool without a stream. */
  public static final CognitoStreams NONE = new CognitoStreams("", "", StreamingStatus.NOT_SET);

  public CognitoStreams {
    requireNonNull(streamName);
    requireNonNull(roleArn);
    if (streamingStatus == StreamingStatus.ENABLED && streamName.isEmpty()) {
      throw new IllegalArgumentException("streaming is enabled without a stream");
    }
  }

  /** Whether changes are streamed. */
  public boolean enabled() {
    return streamingStatus == StreamingStatus.ENABLED;
  }
}
