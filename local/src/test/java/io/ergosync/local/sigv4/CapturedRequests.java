package io.ergosync.local.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ergosync.local.http.Body;
import io.ergosync.local.http.Header;
import io.ergosync.local.http.Headers;
import io.ergosync.local.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The requests recorded from real clients, in the folder {@code captures} of the test resources.
 */
final class CapturedRequests {
  static final List<String> FILES =
      List.of(
          "amazon-cognito-js-chromium.txt",
          "amazon-cognito-js-node.txt",
          "android-sdk-2.15.0-on-jvm.txt",
          "awscli.txt",
          "boto3.txt",
          "javasdk2-apache.txt",
          "javasdk2-crt.txt",
          "javasdk2-url.txt",
          "js-aws-sdk-v2.txt",
          "js-aws-sdk-v3.txt");

  private static final String DIVIDER = "(?m)^-{70,}\\R";

  private CapturedRequests() {}

  /** All requests of a file in their order. */
  static List<HttpRequest> in(String file) {
    return Arrays.stream(text(file).split(DIVIDER, -1))
        .filter(block -> !block.isBlank())
        .map(CapturedRequests::parse)
        .toList();
  }

  private static HttpRequest parse(String block) {
    String[] parts = block.split("\\R\\R", 2);
    String[] lines = parts[0].split("\\R", -1);
    String[] start = lines[0].split(" ", 3);
    String[] target = start[1].split("\\?", 2);
    List<Header> headers = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(1, lines.length)) {
      String[] header = line.split(": ?", 2);
      headers.add(new Header(header[0], header[1]));
    }
    Headers all = new Headers(headers);
    int length = all.first("content-length").map(Integer::parseInt).orElse(0);
    byte[] body = Arrays.copyOf((parts.length > 1 ? parts[1] : "").getBytes(UTF_8), length);
    return new HttpRequest(
        start[0],
        target[0],
        target.length > 1 ? target[1] : "",
        all,
        Body.of(body),
        start[2],
        "127.0.0.1");
  }

  private static String text(String file) {
    try (InputStream content = CapturedRequests.class.getResourceAsStream("/captures/" + file)) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
