package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.domain.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SNS platform application: what an app's devices of one platform are reached through.
 *
 * @param arn {@code arn:<partition>:sns:<region>:<account>:app/<platform>/<name>}
 * @param region the only one in which its endpoints can be used
 */
public record PlatformApplication(String arn, String region, Platform platform) {
  private static final Pattern ARN =
      Pattern.compile("arn:[-a-z]+:sns:([-0-9a-z]+):\\d+:app/([A-Z_]+)/[a-zA-Z0-9_.-]+");

  public PlatformApplication {
    requireNonNull(arn);
    requireNonNull(region);
    requireNonNull(platform);
  }

  /** The first of the applications that reaches devices of a platform; empty if none does. */
  static Optional<PlatformApplication> forPlatform(
      List<String> applicationArns, Platform platform) {
    return applicationArns.stream()
        .map(PlatformApplication::parse)
        .flatMap(Optional::stream)
        .filter(application -> application.platform() == platform)
        .findFirst();
  }

  /** SNS has platforms that Cognito Sync does not know, such as WNS: no application of those. */
  private static Optional<PlatformApplication> parse(String arn) {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(Platform.values())
        .filter(platform -> platform.name().equals(matcher.group(2)))
        .findFirst()
        .map(platform -> new PlatformApplication(arn, matcher.group(1), platform));
  }
}
