package io.ergosync.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ergosync.domain.DatasetName;
import io.ergosync.domain.DeviceDate;
import io.ergosync.domain.IdentityId;
import io.ergosync.domain.IdentityPoolId;
import io.ergosync.domain.PushToken;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes of the service model with their constraints. */
public final class MemberTypes {
  /** IdentityPoolId. */
  public static final MemberType<IdentityPoolId> IDENTITY_POOL_ID =
      text(1, IdentityPoolId.LENGTH_MAX, IdentityPoolId.PATTERN).map(IdentityPoolId::new);

  /** IdentityId. */
  public static final MemberType<IdentityId> IDENTITY_ID =
      text(1, IdentityId.LENGTH_MAX, IdentityId.PATTERN).map(IdentityId::new);

  /** DatasetName. */
  public static final MemberType<DatasetName> DATASET_NAME =
      text(1, DatasetName.LENGTH_MAX, DatasetName.PATTERN).map(DatasetName::new);

  /** DeviceId, 1 to 256 characters. */
  public static final MemberType<String> DEVICE_ID = text(1, 256, TextType.ANYTHING);

  /** RecordKey, 1 to 1,024 characters: the model's rule, not the clients' 128 bytes. */
  public static final MemberType<String> RECORD_KEY = text(1, 1024, TextType.ANYTHING);

  /** The value of a record: never repeated to anyone. The empty string is legal. */
  public static final MemberType<String> RECORD_VALUE = hiddenText(1_048_575);

  /** The token of a push service: never repeated to anyone. */
  public static final MemberType<PushToken> PUSH_TOKEN =
      new TextType(1, PushToken.LENGTH_MAX, TextType.ANYTHING, false).map(PushToken::new);

  /** A token of ours, which means nothing to its holder. */
  public static final MemberType<String> TOKEN = hiddenText(Integer.MAX_VALUE);

  /** A sync count: a whole number, 0 or more. */
  public static final MemberType<Long> SYNC_COUNT = wholeNumber(0);

  /** The size of a page: a whole number, 1 or more, however large. */
  public static final MemberType<Long> MAX_RESULTS = wholeNumber(1);

  /** A device's date: epoch seconds with fractions, to the millisecond. */
  public static final MemberType<DeviceDate> DEVICE_DATE = MemberTypes::date;

  private static final Instant DATE_MIN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant DATE_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

  private MemberTypes() {}

  /** A string that may be shown when it is refused. */
  public static MemberType<String> text(int lengthMin, int lengthMax, Pattern pattern) {
    return new TextType(lengthMin, lengthMax, pattern, true);
  }

  /** A string of these lengths, whatever is in it, that may be shown when it is refused. */
  public static MemberType<String> text(int lengthMin, int lengthMax) {
    return new TextType(lengthMin, lengthMax, TextType.ANYTHING, true);
  }

  /** A list of values of one type. */
  public static <T> MemberType<List<T>> list(MemberType<T> element, int countMax) {
    return new ListType<>(element, countMax);
  }

  /** One of a few names. */
  public static <T> MemberType<T> enumeration(Map<String, T> valuesByName) {
    String rule = "Member must satisfy enum value set: " + valuesByName.keySet();
    MemberType<String> name = text(0, Integer.MAX_VALUE, TextType.ANYTHING);
    return (node, refusals) -> {
      Parsed<String> sent = name.parse(node, refusals);
      if (!sent.valid()) {
        return Parsed.invalid();
      }
      T value = valuesByName.get(sent.get());
      if (value == null) {
        refusals.refuse(sent.get(), rule);
        return Parsed.invalid();
      }
      return Parsed.of(value);
    };
  }

  private static MemberType<String> hiddenText(int lengthMax) {
    return new TextType(0, lengthMax, TextType.ANYTHING, false);
  }

  private static MemberType<Long> wholeNumber(long minimum) {
    return (node, refusals) -> {
      Optional<Long> number = Numbers.parse(node).flatMap(MemberTypes::exactLong);
      if (number.isEmpty()) {
        Numbers.refuse(node, refusals, "Member must be a whole number of at most 64 bits");
        return Parsed.invalid();
      }
      if (number.get() < minimum) {
        Numbers.refuse(
            node, refusals, "Member must have value greater than or equal to " + minimum);
        return Parsed.invalid();
      }
      return Parsed.of(number.get());
    };
  }

  private static Parsed<DeviceDate> date(JsonNode node, MemberType.Refusals refusals) {
    Optional<Instant> date =
        Numbers.parse(node)
            .map(seconds -> seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP))
            .flatMap(MemberTypes::exactLong)
            .map(Instant::ofEpochMilli)
            .filter(instant -> !instant.isBefore(DATE_MIN) && !instant.isAfter(DATE_MAX));
    if (date.isEmpty()) {
      Numbers.refuse(
          node, refusals, "Member must be a date in epoch seconds in the years 0001 to 9999");
      return Parsed.invalid();
    }
    return Parsed.of(new DeviceDate.Given(date.get()));
  }

  private static Optional<Long> exactLong(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
