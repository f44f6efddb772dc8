package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.api.json.Json;
import io.ergosync.domain.DatasetId;
import io.ergosync.domain.DeviceDate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberReaderTest {
  private static final String ID_PATTERN =
      "Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+";

  /** Type, JSON, what is reported of it; the rules of the service model one by one. */
  static List<List<Object>> rules() {
    String name = "Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+";
    return List.of(
        rule(MemberTypes.IDENTITY_POOL_ID, "\"INVALID\"", "Value 'INVALID'", ID_PATTERN),
        rule(MemberTypes.IDENTITY_POOL_ID, "\"a:B\"", "Value 'a:B'", ID_PATTERN),
        rule(MemberTypes.IDENTITY_POOL_ID, "\"a:b\\n\"", "Value 'a:b\n'", ID_PATTERN),
        rule(
            MemberTypes.IDENTITY_ID,
            quoted("a:" + "b".repeat(54)),
            "Value 'a:" + "b".repeat(54) + "'",
            "Member must have length less than or equal to 55"),
        rule(MemberTypes.DATASET_NAME, "\"a b\"", "Value 'a b'", name),
        rule(MemberTypes.DATASET_NAME, "\"a%3Ab\"", "Value 'a%3Ab'", name),
        rule(
            MemberTypes.DATASET_NAME,
            quoted("n".repeat(129)),
            "Value '" + "n".repeat(129) + "'",
            "Member must have length less than or equal to 128"),
        rule(
            MemberTypes.DEVICE_ID,
            "\"\"",
            "Value ''",
            "Member must have length greater than or equal to 1"),
        rule(
            MemberTypes.DEVICE_ID,
            quoted("d".repeat(257)),
            "Value '" + "d".repeat(256) + "...'",
            "Member must have length less than or equal to 256"),
        rule(
            MemberTypes.RECORD_KEY,
            "\"\"",
            "Value ''",
            "Member must have length greater than or equal to 1"),
        rule(
            MemberTypes.RECORD_KEY,
            quoted("😀".repeat(1025)),
            "Value '" + "😀".repeat(256) + "...'",
            "Member must have length less than or equal to 1024"),
        rule(
            MemberTypes.RECORD_VALUE,
            quoted("v".repeat(1_048_576)),
            "Value",
            "Member must have length less than or equal to 1048575"),
        rule(MemberTypes.RECORD_VALUE, "5", "Value", "Member must be a string"),
        rule(MemberTypes.RECORD_KEY, "[\"k\"]", "Value", "Member must be a string"),
        rule(MemberTypes.RECORD_KEY, "true", "Value", "Member must be a string"),
        rule(
            MemberTypes.RECORD_VALUE,
            "\"a\\ud800\"",
            "Value",
            "Member must be well-formed Unicode: it has half a surrogate pair"),
        rule(
            MemberTypes.RECORD_KEY,
            "\"\\udc00\\ud800\"",
            "Value",
            "Member must be well-formed Unicode: it has half a surrogate pair"),
        rule(
            MemberTypes.SYNC_COUNT,
            "-1",
            "Value '-1'",
            "Member must have value greater than or equal to 0"),
        rule(
            MemberTypes.MAX_RESULTS,
            "\"0\"",
            "Value '0'",
            "Member must have value greater than or equal to 1"),
        rule(
            MemberTypes.enumeration(Map.of("on", 1)),
            "\"ON\"",
            "Value 'ON'",
            "Member must satisfy enum value set: [on]"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void member_thatBreaksARule_isReportedInTheServicesWords(List<Object> rule) throws Exception {
    MemberType<?> type = (MemberType<?>) rule.get(0);

    assertThatThrownBy(() -> read(type, (String) rule.get(1)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER))
        .hasMessage(
            "1 validation error detected: %s at 'theMember' failed to satisfy constraint: %s"
                .formatted(rule.get(2), rule.get(3)));
  }

  @Test
  void members_atTheirLongest_areRead() throws Exception {
    assertThat(read(MemberTypes.RECORD_VALUE, "\"\"")).isEmpty();
    assertThat(read(MemberTypes.RECORD_KEY, quoted("😀".repeat(1024)))).hasSize(2048);
    assertThat(read(MemberTypes.RECORD_VALUE, quoted("v".repeat(1_048_575)))).hasSize(1_048_575);
    assertThat(read(MemberTypes.DATASET_NAME, quoted("a:.-_Z9")).value()).isEqualTo("a:.-_Z9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"abc\"",
        "\"\"",
        "\" 1\"",
        "\"1 \"",
        "\"+1\"",
        "\"0x10\"",
        "true",
        "{}",
        "[1]",
        "9223372036854775808",
        "-9223372036854775809",
        "1e999",
        "1e-999",
        "\"NaN\"",
        "\"Infinity\"",
        "1E2147483000",
        "1E-2147483000"
      })
  void syncCount_thatIsNoWholeNumberOf64Bits_isRefused(String json) {
    assertThatThrownBy(() -> read(MemberTypes.SYNC_COUNT, json))
        .hasMessageContaining("at 'theMember' failed to satisfy constraint")
        .hasMessageContaining("Member must be a whole number of at most 64 bits");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3, 3",
    "'\"3\"', 3",
    "3.0, 3",
    "1e2, 100",
    "9223372036854775807, 9223372036854775807"
  })
  void syncCount_numberOrText_isRead(String json, long count) throws Exception {
    assertThat(read(MemberTypes.SYNC_COUNT, json)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "1412974057, 2014-10-10T20:47:37Z",
    "1412974057.151, 2014-10-10T20:47:37.151Z",
    "1.412974057151E9, 2014-10-10T20:47:37.151Z",
    "'\"1412974057.151000\"', 2014-10-10T20:47:37.151Z",
    "0.000, 1970-01-01T00:00:00Z",
    "-1.5, 1969-12-31T23:59:58.500Z",
    "1412974057.1509999, 2014-10-10T20:47:37.151Z",
    "-62135596800, 0001-01-01T00:00:00Z",
    "253402300799.999, 9999-12-31T23:59:59.999Z"
  })
  void deviceDate_numberOrText_isReadToTheMillisecond(String json, Instant date) throws Exception {
    assertThat(read(MemberTypes.DEVICE_DATE, json)).isEqualTo(new DeviceDate.Given(date));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-62135596800.001",
        "253402300800",
        "253402300799.9996",
        "1e20",
        "1e90",
        "\"yesterday\"",
        "\"2014-10-10T20:47:37Z\"",
        "true",
        "[]",
        "1e2147483647"
      })
  void deviceDate_absurd_isRefused(String json) {
    assertThatThrownBy(() -> read(MemberTypes.DEVICE_DATE, json))
        .hasMessageContaining("Member must be a date in epoch seconds in the years 0001 to 9999");
  }

  @Test
  void request_withSeveralViolations_reportsAllTogether() throws Exception {
    JsonNode request =
        Json.read("{\"IdentityPoolId\":\"INVALID\",\"IdentityId\":\"A:B:C\",\"Other\":[]}");

    assertThatThrownBy(() -> MemberReader.read(request::path, DatasetMembers::dataset))
        .hasMessage(
            "3 validation errors detected: "
                + "Value 'INVALID' at 'identityPoolId' failed to satisfy constraint: "
                + ID_PATTERN
                + "; Value 'A:B:C' at 'identityId' failed to satisfy constraint: "
                + ID_PATTERN
                + "; Value null at 'datasetName' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void member_thatBreaksTwoRules_isReportedTwice() {
    assertThatThrownBy(() -> read(MemberTypes.IDENTITY_ID, "\"\""))
        .hasMessage(
            "2 validation errors detected: Value '' at 'theMember' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 1; "
                + "Value '' at 'theMember' failed to satisfy constraint: "
                + ID_PATTERN);
  }

  @Test
  void elements_thatAreNotStructures_areReportedWithTheirPlace() throws Exception {
    JsonNode request = Json.read("{\"TheList\":[{\"Name\":\"a\"},null,7,{}]}");

    assertThatThrownBy(() -> MemberReader.read(request::path, MemberReaderTest::names))
        .hasMessage(
            "3 validation errors detected: "
                + "Value null at 'theList.2.member' failed to satisfy constraint: Member must not be null; "
                + "Value at 'theList.3.member' failed to satisfy constraint: Member must be a structure; "
                + "Value null at 'theList.4.member.name' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void list_ofAnotherType_isRefused() throws Exception {
    JsonNode request = Json.read("{\"TheList\":{}}");

    assertThatThrownBy(() -> MemberReader.read(request::path, MemberReaderTest::names))
        .hasMessageEndingWith(
            "Value at 'theList' failed to satisfy constraint: Member must be a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"TheList\":null}", "{\"TheList\":[]}"})
  void list_absentNullOrEmpty_isEmpty(String json) throws Exception {
    assertThat(MemberReader.read(Json.read(json)::path, MemberReaderTest::names)).isEmpty();
  }

  @Test
  void violationsWithoutEnd_areCountedButNotAllListed() throws Exception {
    JsonNode request = Json.read("{\"TheList\":[" + "7,".repeat(99_999) + "7]}");

    assertThatThrownBy(() -> MemberReader.read(request::path, MemberReaderTest::names))
        .hasMessageStartingWith("100000 validation errors detected: ")
        .hasMessageEndingWith("; and 99900 more")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(20_000));
  }

  @Test
  void dataset_valid_isRead() throws Exception {
    JsonNode request =
        Json.read("{\"IdentityPoolId\":\"r:a\",\"IdentityId\":\"r:b\",\"DatasetName\":\"d\"}");

    DatasetId dataset = MemberReader.read(request::path, DatasetMembers::dataset);

    assertThat(dataset.datasetName().value()).isEqualTo("d");
    assertThat(dataset.identity().identityId().value()).isEqualTo("r:b");
  }

  private static Parsed<List<String>> names(MemberReader members) {
    return members.list("TheList", element -> element.required("Name", MemberTypes.RECORD_KEY));
  }

  private static <T> T read(MemberType<T> type, String json) throws Exception {
    JsonNode request = Json.read("{\"TheMember\":" + json + "}");
    Function<MemberReader, Parsed<T>> decoder = members -> members.required("TheMember", type);
    return MemberReader.read(request::path, decoder);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static List<Object> rule(MemberType<?> type, String json, String value, String rule) {
    return List.of(type, json, value, rule);
  }
}
