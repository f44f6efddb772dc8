package io.ergosync.local.sigv4;

/** Who made a request whose signature was verified. */
public record Caller(String accessKeyId, Principal principal) {}
