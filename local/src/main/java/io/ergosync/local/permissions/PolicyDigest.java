package io.ergosync.local.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.template.FunctionDefinition;
import io.ergosync.local.template.Template;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Tells the policies of one template from those of another, or of an older version. */
final class PolicyDigest {
  private PolicyDigest() {}

  static String of(Template template) {
    return digest(
        template.functions().stream()
            .map(function -> function.name() + " " + function.policy())
            .collect(Collectors.joining("\n")));
  }

  /** {@link FunctionDefinition#policy} is made of records, so its text is its content. */
  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
