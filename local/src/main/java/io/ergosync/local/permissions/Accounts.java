package io.ergosync.local.permissions;

import io.ergosync.local.template.Template;
import java.util.regex.Pattern;

/**
 * Whose account an ARN means.
 *
 * @param areElsewhere whether a service is not in this process. Its account is then not the local
 *     cloud's, and every account is taken for the function's own
 */
record Accounts(boolean areElsewhere) {
  private static final Pattern ACCOUNT = Pattern.compile("^(arn:[^:]*:[^:]*:[^:]*:)\\d{12}:");

  /** The access as it is checked. */
  Access here(Access access) {
    return areElsewhere
        ? new Access(
            access.action(),
            ACCOUNT.matcher(access.resource()).replaceFirst("$1" + Template.ACCOUNT_ID + ":"),
            access.leadingKeys())
        : access;
  }
}
