package io.ergosync.benchmarks;

import io.ergosync.domain.Changes;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.functions.records.SyncSessionTokens;
import io.ergosync.local.http.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;

/** The sample event of UpdateRecords, each time of another identity: each time a first update. */
final class UpdateEvents {
  private static final String POOL = "us-east-1:12345678-1234-1234-1234-123456789012";
  private static final String IDENTITY = "us-east-1:abcdefab-1234-1234-1234-abcdefabcdef";
  private static final String DATASET = "settings";

  private final SyncSessionTokens tokens = new SyncSessionTokens(Clock.systemUTC(), new Random(1));
  private final String sample;
  private int identities;

  UpdateEvents() throws IOException {
    this.sample = Files.readString(Path.of("events/update-records.json"));
  }

  Body next() {
    String identityId = "us-east-1:%08x-1234-1234-1234-abcdefabcdef".formatted(identities++);
    String token =
        tokens.begin(
            new Identity(new IdentityPoolId(POOL), new IdentityId(identityId))
                .dataset(new DatasetName(DATASET)),
            Changes.Absent.NEVER_EXISTED);
    return Body.of(
        sample
            .replace(IDENTITY, identityId)
            .replaceFirst(
                "SyncSessionToken\\\\\":\\\\\"[^\\\\]+", "SyncSessionToken\\\\\":\\\\\"" + token));
  }
}
