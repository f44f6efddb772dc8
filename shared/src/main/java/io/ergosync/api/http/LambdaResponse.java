package io.ergosync.api.http;

import static java.util.Objects.requireNonNull;

import io.ergosync.api.Answer;
import io.ergosync.api.ApiException;
import java.util.Optional;
import java.util.function.Function;

/** What a function returns for an answer: never more than Lambda lets it. Immutable. */
public final class LambdaResponse {
  private final Answer answer;
  private final byte[] bytes;

  private LambdaResponse(Answer answer, byte[] bytes) {
    this.answer = requireNonNull(answer);
    this.bytes = bytes;
  }

  /**
   * The response to return for an answer; an internal error in its place if it is too large.
   *
   * @param form how an answer is rendered
   */
  public static LambdaResponse of(Answer answer, Function<Answer, HttpResponse> form) {
    return fitting(answer, form)
        .orElseGet(() -> {
          Answer failure = new Answer.Failure(ApiException.internalError(tooLarge()));
          return fitting(failure, form).orElseThrow();
        });
  }

  /** The answer that is returned, for the log. */
  public Answer answer() {
    return answer;
  }

  /** What the function returns, in UTF-8. */
  public byte[] bytes() {
    return bytes.clone();
  }

  private static Optional<LambdaResponse> fitting(
      Answer answer, Function<Answer, HttpResponse> form) {
    return ResponseEnvelope.encode(form.apply(answer))
        .map(bytes -> new LambdaResponse(answer, bytes));
  }

  private static IllegalStateException tooLarge() {
    return new IllegalStateException("the response is larger than Lambda lets it be");
  }
}
