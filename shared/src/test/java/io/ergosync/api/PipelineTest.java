package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ergosync.api.json.Json;
import io.ergosync.auth.Caller;
import io.ergosync.auth.CallerKind;
import io.ergosync.domain.AlreadyStreamedException;
import io.ergosync.domain.BulkPublishInProgressException;
import io.ergosync.domain.ConfigurationChangedException;
import io.ergosync.domain.ContendedException;
import io.ergosync.domain.CorruptDatasetException;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DatasetNotFoundException;
import io.ergosync.domain.Identity;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.LimitExceededException;
import io.ergosync.domain.SessionUsedException;
import io.ergosync.domain.StaleSyncCountException;
import io.ergosync.domain.ThrottledException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineTest {
  private static final Identity IDENTITY =
      new Identity(new IdentityPoolId("r:aa"), new IdentityId("r:bb"));
  private static final DatasetId DATASET = IDENTITY.dataset(new DatasetName("d"));
  private static final Caller DEVELOPER = new Caller.Developer("1", "arn:u");
  private static final Caller COGNITO = new Caller.CognitoIdentity(IDENTITY, "1");
  private static final Set<ErrorCode> ALL = EnumSet.allOf(ErrorCode.class);

  @Test
  void request_validAndAuthorised_isExecutedAndEncoded() {
    Answer answer = answer(ALL, (request, context) -> request + context.requestId(), COGNITO);

    assertThat(answer)
        .isEqualTo(new Answer.Success(Json.object().put("Answer", IDENTITY + "id-1")));
  }

  static List<List<Object>> storageFailures() {
    return List.of(
        List.of(
            new StaleSyncCountException("k", 2, 1),
            ErrorCode.RESOURCE_CONFLICT,
            "Current SyncCount for: k is: 2 not: 1"),
        List.of(new LimitExceededException("too much"), ErrorCode.LIMIT_EXCEEDED, "too much"),
        List.of(
            new DatasetNotFoundException(DATASET),
            ErrorCode.RESOURCE_NOT_FOUND,
            "Dataset d does not exist."),
        List.of(
            new SessionUsedException(),
            ErrorCode.INVALID_PARAMETER,
            "SyncSessionToken not valid for these inputs: it was used by another update"),
        List.of(
            new ContendedException(DATASET),
            ErrorCode.TOO_MANY_REQUESTS,
            "Too many requests change dataset d at the same time."),
        List.of(
            new ThrottledException(new IllegalStateException("table x")),
            ErrorCode.TOO_MANY_REQUESTS,
            "Too many requests."),
        List.of(
            new CorruptDatasetException(DATASET, "secret"),
            ErrorCode.INTERNAL_ERROR,
            "The service failed internally."),
        List.of(
            new ConfigurationChangedException(IDENTITY.identityPoolId()),
            ErrorCode.CONCURRENT_MODIFICATION,
            "The configuration of identity pool r:aa was changed by another request at the same time."),
        List.of(
            new BulkPublishInProgressException(),
            ErrorCode.DUPLICATE_REQUEST,
            "A bulk publish of this identity pool is in progress."),
        List.of(
            new AlreadyStreamedException(Instant.parse("2026-01-02T03:04:05Z")),
            ErrorCode.ALREADY_STREAMED,
            "The last bulk publish of this identity pool succeeded less than 24 hours ago; the next can start at 2026-01-02T03:04:05Z."));
  }

  @ParameterizedTest
  @MethodSource("storageFailures")
  void storageFailure_becomesTheServicesError(List<Object> failure) {
    ApiException error = error(ALL, throwing((RuntimeException) failure.get(0)), DEVELOPER);

    assertThat(error.code()).isEqualTo(failure.get(1));
    assertThat(error).hasMessage((String) failure.get(2));
  }

  @Test
  void throttling_whereItIsNotDeclared_isInternalErrorOfTheThrottling() {
    Set<ErrorCode> declared =
        EnumSet.of(ErrorCode.NOT_AUTHORIZED, ErrorCode.INVALID_PARAMETER, ErrorCode.INTERNAL_ERROR);
    RuntimeException cause = new ThrottledException(new IllegalStateException("table x"));

    ApiException error = error(declared, throwing(cause), DEVELOPER);

    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(error).hasMessage("The service failed internally.").hasCause(cause);
  }

  @Test
  void unknownFailure_isInternalErrorWithoutItsText() {
    RuntimeException cause = new IllegalStateException("secret");

    ApiException error = error(ALL, throwing(cause), DEVELOPER);

    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(error).hasMessage("The service failed internally.").hasCause(cause);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void error_thatTheEndpointDoesNotDeclare_isInternalError(ErrorCode code) {
    Set<ErrorCode> declared =
        EnumSet.of(ErrorCode.NOT_AUTHORIZED, ErrorCode.INVALID_PARAMETER, ErrorCode.INTERNAL_ERROR);

    ApiException error = error(declared, throwing(new ApiException(code, "text")), DEVELOPER);

    if (declared.contains(code)) {
      assertThat(error.code()).isEqualTo(code);
    } else {
      assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
      assertThat(error).hasStackTraceContaining("Test raised " + code.wireName());
    }
  }

  @Test
  void caller_whoIsNobody_isRefused() {
    Pipeline<Identity, String> pipeline =
        pipeline(EnumSet.allOf(CallerKind.class), ALL, (request, context) -> "");

    assertThat(((Answer.Failure) pipeline.answer(call(Optional.empty(), valid()))).error().code())
        .isEqualTo(ErrorCode.NOT_AUTHORIZED);
  }

  @ParameterizedTest
  @EnumSource(CallerKind.class)
  void caller_ofAnotherKindThanDeclared_isRefused(CallerKind allowed) {
    Pipeline<Identity, String> pipeline =
        pipeline(EnumSet.of(allowed), ALL, (request, context) -> "");

    for (Caller caller : List.of(DEVELOPER, COGNITO)) {
      Answer answer = pipeline.answer(call(Optional.of(caller), valid()));
      assertThat(answer instanceof Answer.Success).isEqualTo(caller.kind() == allowed);
    }
  }

  static List<ObjectNode> othersMembers() {
    return List.of(
        valid().put("IdentityPoolId", "r:ab"),
        valid().put("IdentityId", "r:ba"),
        valid().put("IdentityId", "R:bb"),
        valid().put("IdentityId", 7),
        valid().putNull("IdentityId"),
        Json.object());
  }

  @ParameterizedTest
  @MethodSource("othersMembers")
  void identity_outsideItself_isRefusedBeforeValidation(ObjectNode members) {
    Pipeline<Identity, String> pipeline =
        pipeline(EnumSet.allOf(CallerKind.class), ALL, (request, context) -> "");
    ObjectNode alsoInvalid = members.put("Extra", "INVALID");

    Answer answer = pipeline.answer(call(Optional.of(COGNITO), alsoInvalid));

    assertThat(((Answer.Failure) answer).error().code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
  }

  private static Operation<Identity, String> throwing(RuntimeException failure) {
    return (request, context) -> {
      throw failure;
    };
  }

  private static ApiException error(
      Set<ErrorCode> declared, Operation<Identity, String> operation, Caller caller) {
    return ((Answer.Failure) answer(declared, operation, caller)).error();
  }

  private static Answer answer(
      Set<ErrorCode> declared, Operation<Identity, String> operation, Caller caller) {
    return pipeline(EnumSet.allOf(CallerKind.class), declared, operation)
        .answer(call(Optional.of(caller), valid()));
  }

  private static Pipeline<Identity, String> pipeline(
      Set<CallerKind> callers, Set<ErrorCode> errors, Operation<Identity, String> operation) {
    return new Pipeline<>(
        new Endpoint<>(
            "Test",
            Route.of("GET", "/"),
            Set.of(),
            Map.of(),
            callers,
            errors,
            members -> {
              Parsed<Identity> identity = DatasetMembers.identity(members);
              Parsed<Long> extra = members.optional("Extra", MemberTypes.SYNC_COUNT, 0L);
              return members.together(() -> {
                assertThat(extra.get()).isZero();
                return identity.get();
              });
            },
            text -> Json.object().put("Answer", text)),
        operation,
        IdentityPools.Any.ANY);
  }

  private static ObjectNode valid() {
    return Json.object().put("IdentityPoolId", "r:aa").put("IdentityId", "r:bb");
  }

  private static Call call(Optional<Caller> caller, ObjectNode members) {
    return new Call() {
      @Override
      public Optional<Caller> caller() {
        return caller;
      }

      @Override
      public String requestId() {
        return "id-1";
      }

      @Override
      public JsonNode member(String name) {
        return members.path(name);
      }
    };
  }
}
