package io.ergosync.functions.push;

import static java.util.Objects.requireNonNull;

import io.ergosync.delivery.sns.SnsClientSource;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushToken;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * Endpoints at SNS, made the way that its developer guide recommends ("Create a platform endpoint
 * and manage device tokens"): create it, find out what it is, and put right what is wrong with it.
 */
public final class SnsPlatformEndpoints implements PlatformEndpoints {
  private static final String TOKEN = "Token";
  private static final String ENABLED = "Enabled";

  /** How SNS says that it has the endpoint, but with other attributes than a new one gets. */
  private static final Pattern EXISTS =
      Pattern.compile("Endpoint (arn:\\S+) already exists with the same Token");

  /** An endpoint that someone deletes each time it is made is not worth more. */
  private static final int ATTEMPTS_MAX = 2;

  private final SnsClientSource clients;

  /** Endpoints at SNS by these clients. */
  public SnsPlatformEndpoints(SnsClientSource clients) {
    this.clients = requireNonNull(clients);
  }

  @Override
  public String enable(
      IdentityPoolId identityPoolId,
      PlatformApplication application,
      String roleArn,
      PushToken token) {
    try {
      SnsClient sns = clients.client(identityPoolId, application.region(), roleArn);
      for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
        String endpointArn = create(sns, application, token);
        try {
          putRight(sns, endpointArn, token);
          return endpointArn;
        } catch (NotFoundException _) {
          // Deleted since it was made: made again.
        }
      }
      String endpointArn = create(sns, application, token);
      putRight(sns, endpointArn, token);
      return endpointArn;
    } catch (AwsServiceException e) {
      throw SnsFailures.of(e, application, roleArn);
    }
  }

  private static String create(SnsClient sns, PlatformApplication application, PushToken token) {
    try {
      return sns.createPlatformEndpoint(
              create -> create.platformApplicationArn(application.arn()).token(token.value()))
          .endpointArn();
    } catch (InvalidParameterException e) {
      return existing(e).orElseThrow(() -> e);
    }
  }

  private static Optional<String> existing(InvalidParameterException e) {
    Matcher matcher = EXISTS.matcher(SnsFailures.message(e));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static void putRight(SnsClient sns, String endpointArn, PushToken token) {
    Map<String, String> attributes =
        sns.getEndpointAttributes(get -> get.endpointArn(endpointArn)).attributes();
    if (!Boolean.parseBoolean(attributes.get(ENABLED))
        || !token.value().equals(attributes.get(TOKEN))) {
      sns.setEndpointAttributes(set ->
          set.endpointArn(endpointArn).attributes(Map.of(TOKEN, token.value(), ENABLED, "true")));
    }
  }
}
