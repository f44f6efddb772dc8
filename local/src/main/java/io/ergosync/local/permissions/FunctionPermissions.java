package io.ergosync.local.permissions;

import io.ergosync.local.logging.ServerLog;
import io.ergosync.local.template.FunctionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What one function may do, what it did and what it was refused. Safe for use by many threads. */
final class FunctionPermissions {
  /** A function that asks for ever new things must not fill the memory. */
  private static final int REFUSALS_MAX = 1_000;

  private final FunctionDefinition function;
  private final Policy policy;
  private final Accounts accounts;
  private final PermissionLog written;
  private final ServerLog log;
  private final Map<Grant, Long> uses = new LinkedHashMap<>();
  private final Map<Access, Long> refusals = new LinkedHashMap<>();

  FunctionPermissions(
      FunctionDefinition function, Accounts accounts, PermissionLog written, ServerLog log) {
    this.function = function;
    this.policy = new Policy(function.policy());
    this.accounts = accounts;
    this.written = written;
    this.log = log;
  }

  /**
   * Lets a call pass that needs all of this.
   *
   * @throws AwsServiceException of the service, if one of them is not allowed
   */
  void check(Service service, List<Access> needed) {
    List<Set<Grant>> grants = new ArrayList<>();
    for (Access access : needed) {
      Access here = accounts.here(access);
      Set<Grant> allowing = policy.allowing(here);
      if (allowing.isEmpty()) {
        refuse(service, access);
      }
      grants.add(allowing);
    }
    grants.forEach(this::used);
  }

  /**
   * Refuses a call.
   *
   * @throws AwsServiceException of the service, always
   */
  void refuse(Service service, Access access) {
    String message =
        "User: %s is not authorized to perform: %s on resource: %s"
            .formatted(function.sessionArn(), access.action(), access.resource());
    log.say(
        access.leadingKeys().isEmpty()
            ? message
            : message + " with the leading keys " + access.leadingKeys());
    if (countRefusal(access)) {
      written.refused(function.name(), access);
    }
    throw service.refusal(message);
  }

  private synchronized boolean countRefusal(Access access) {
    if (refusals.size() < REFUSALS_MAX || refusals.containsKey(access)) {
      return refusals.merge(access, 1L, Long::sum) == 1;
    }
    return false;
  }

  private synchronized void used(Set<Grant> grants) {
    for (Grant grant : grants) {
      if (uses.merge(grant, 1L, Long::sum) == 1) {
        written.used(function.name(), grant);
      }
    }
  }

  FunctionDefinition function() {
    return function;
  }

  List<Grant> grants() {
    return policy.grants();
  }

  synchronized Map<Grant, Long> uses() {
    return new LinkedHashMap<>(uses);
  }

  synchronized Map<Access, Long> refusals() {
    return new LinkedHashMap<>(refusals);
  }

  synchronized void clear() {
    uses.clear();
    refusals.clear();
  }
}
