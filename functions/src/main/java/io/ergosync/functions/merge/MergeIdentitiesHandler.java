package io.ergosync.functions.merge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.runtime.FunctionRuntime;
import io.ergosync.runtime.Storages;
import io.ergosync.telemetry.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The Lambda function of {@link MergeIdentities}, invoked directly by an administrator or by what
 * linked the identities. The payload is {@code {"identityPoolId", "fromIdentityId",
 * "toIdentityId"}}, the answer {@code {"merged": [names], "notMerged": [{"datasetName",
 * "reason"}]}}. A payload that is not of that form fails the invocation with a message that names
 * every violation. Safe for use by many threads.
 */
public final class MergeIdentitiesHandler implements RequestStreamHandler {
  private final MergeIdentities operation;

  /** What Lambda loads. */
  public MergeIdentitiesHandler() {
    this(FunctionRuntime.onLambda());
  }

  /** What the local cloud and tests make. */
  public MergeIdentitiesHandler(FunctionRuntime runtime) {
    FunctionLog log = new FunctionLog(System.out, runtime.metrics(), "MergeIdentities");
    this.operation =
        new MergeIdentities(Storages.datasets(runtime), Storages.merging(runtime), log);
  }

  @Override
  public void handleRequest(InputStream payload, OutputStream answer, Context context)
      throws IOException {
    MergeRequest request =
        MergeRequest.read(new String(payload.readAllBytes(), StandardCharsets.UTF_8));
    MergeIdentities.Result result = operation.merge(request.from(), request.to());
    answer.write(Json.text(encode(result)).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode encode(MergeIdentities.Result result) {
    ObjectNode answer = Json.object();
    ArrayNode merged = answer.putArray("merged");
    result.merged().forEach(name -> merged.add(name.value()));
    ArrayNode notMerged = answer.putArray("notMerged");
    result
        .notMerged()
        .forEach(left ->
            notMerged
                .addObject()
                .put("datasetName", left.datasetName().value())
                .put("reason", left.reason()));
    return answer;
  }
}
