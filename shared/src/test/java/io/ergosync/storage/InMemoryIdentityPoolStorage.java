package io.ergosync.storage;

import io.ergosync.domain.CognitoEvent;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.IdentityPoolConfiguration;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LambdaFunctionArn;
import java.util.HashMap;
import java.util.Map;

/** Pools of plain maps for the tests of operations; the contract suite proves it. */
public final class InMemoryIdentityPoolStorage implements IdentityPoolStorage {
  private final Map<IdentityPoolId, IdentityPoolConfiguration> configurations = new HashMap<>();
  private final Map<IdentityPoolId, Map<CognitoEvent, LambdaFunctionArn>> events = new HashMap<>();

  @Override
  public synchronized IdentityPoolConfiguration configuration(IdentityPoolId identityPoolId) {
    return configurations.getOrDefault(identityPoolId, IdentityPoolConfiguration.NEVER_SET);
  }

  @Override
  public synchronized void setConfiguration(
      IdentityPoolId identityPoolId, IdentityPoolConfiguration next) {
    IdentityPoolConfiguration current = configuration(identityPoolId);
    if (!current.equals(next) && current.revision() != next.revision() - 1) {
      throw new ConfigurationChangedException(identityPoolId);
    }
    configurations.put(identityPoolId, next);
  }

  @Override
  public synchronized Map<CognitoEvent, LambdaFunctionArn> events(IdentityPoolId identityPoolId) {
    return Map.copyOf(events.getOrDefault(identityPoolId, Map.of()));
  }

  @Override
  public synchronized void setEvent(
      IdentityPoolId identityPoolId, CognitoEvent event, LambdaFunctionArn function) {
    events.computeIfAbsent(identityPoolId, _ -> new HashMap<>()).put(event, function);
  }

  @Override
  public synchronized void removeEvent(IdentityPoolId identityPoolId, CognitoEvent event) {
    events.computeIfAbsent(identityPoolId, _ -> new HashMap<>()).remove(event);
  }
}
