package io.ergosync.runtime;

import io.ergosync.api.IdentityPools;
import io.ergosync.domain.IdentityPoolId;
import java.util.LinkedHashSet;
import java.util.Set;

/** The identity pools that are served, as the template's parameter IdentityPoolIds names them. */
public final class IdentityPoolVariables {
  static final String VARIABLE = "IDENTITY_POOL_IDS";

  private IdentityPoolVariables() {}

  /**
   * The pools that the environment names; every pool where it names none.
   *
   * @throws ConfigurationException if one is not the id of an identity pool
   */
  public static IdentityPools read(Environment environment) {
    String text = environment.text(VARIABLE, "");
    if (text.isBlank()) {
      return IdentityPools.Any.ANY;
    }
    Set<IdentityPoolId> ids = new LinkedHashSet<>();
    for (String id : text.split(",", -1)) {
      ids.add(identityPoolId(id.strip()));
    }
    return new IdentityPools.Only(ids);
  }

  private static IdentityPoolId identityPoolId(String text) {
    try {
      return new IdentityPoolId(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Set the parameter IdentityPoolIds (environment variable %s) to identity pool ids separated by commas, or leave it empty for every pool; '%s' is none."
              .formatted(VARIABLE, text));
    }
  }
}
