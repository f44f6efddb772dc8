package io.ergosync.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ergosync.domain.DatasetRecord;
import io.ergosync.domain.RecordValue;
import io.ergosync.domain.RecordValue.Tombstone;
import io.ergosync.domain.UsedSession;
import io.ergosync.domain.UsedSessions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The packed forms give back what was put in, and take damage for damage. */
class CodecsTest {
  @Property(tries = 500)
  void journal_isDecodedAsItWasEncoded(@ForAll("records") List<DatasetRecord> records) {
    byte[] packed = JournalCodec.encode(records);

    assertThat(JournalCodec.decode(packed)).isEqualTo(Journal.of(records));
  }

  @Property(tries = 500)
  void journal_thatIsDamaged_isRefusedOrDecodedButNeverBreaks(
      @ForAll("records") List<DatasetRecord> records, @ForAll int at, @ForAll byte damage) {
    byte[] packed = JournalCodec.encode(records);
    packed[Math.floorMod(at, packed.length)] = damage;

    try {
      JournalCodec.decode(packed);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Property(tries = 200)
  void journal_thatIsCutShort_isRefused(
      @ForAll("records") List<DatasetRecord> records, @ForAll int at) {
    byte[] packed = JournalCodec.encode(records);
    byte[] cut = Arrays.copyOf(packed, Math.floorMod(at, packed.length));

    assertThatThrownBy(() -> JournalCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void sessions_areDecodedAsTheyWereEncoded(@ForAll("sessions") List<UsedSession> sessions) {
    UsedSessions used = new UsedSessions(sessions);

    assertThat(SessionsCodec.decode(SessionsCodec.encode(used))).isEqualTo(used);
  }

  @Provide
  Arbitrary<List<DatasetRecord>> records() {
    // Strings of all characters but lone surrogates, which no request can bring in.
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40).filter(CodecsTest::wellFormed);
    Arbitrary<RecordValue> values =
        Arbitraries.oneOf(texts.map(RecordValue.Text::new), Arbitraries.just(Tombstone.TOMBSTONE));
    Arbitrary<Instant> dates =
        Arbitraries.longs()
            .between(-62_135_596_800_000L, 253_402_300_799_999L)
            .map(Instant::ofEpochMilli);
    Arbitrary<DatasetRecord> record =
        Combinators.combine(
                texts, values, Arbitraries.longs().between(1, Long.MAX_VALUE), dates, texts, dates)
            .as(DatasetRecord::new);
    return record.list().uniqueElements(DatasetRecord::key).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<UsedSession>> sessions() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli))
        .as(UsedSession::new)
        .list()
        .ofMaxSize(UsedSessions.SESSIONS_MAX);
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
