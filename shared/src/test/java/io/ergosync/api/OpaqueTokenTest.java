package io.ergosync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OpaqueTokenTest {
  private static final List<String> SCOPE = List.of("ListDatasets", "r:aa", "r:bb");

  @Property
  void token_inItsScope_givesItsContentBack(@ForAll byte[] content) {
    String token = OpaqueToken.of(SCOPE, content);

    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(OpaqueToken.content(SCOPE, token)).hasValue(content);
  }

  @Property
  void token_inAnotherScope_isNone(@ForAll byte[] content) {
    String token = OpaqueToken.of(SCOPE, content);

    assertThat(OpaqueToken.content(List.of("ListDatasets", "r:aar", ":bb"), token)).isEmpty();
    assertThat(OpaqueToken.content(List.of("ListRecords", "r:aa", "r:bb"), token)).isEmpty();
  }

  @Property
  void token_withOneOtherCharacter_isNone(
      @ForAll byte[] content, @ForAll @IntRange(max = 10) int at) {
    char[] damaged = OpaqueToken.of(SCOPE, content).toCharArray();
    damaged[at] = damaged[at] == 'A' ? 'B' : 'A';

    assertThat(OpaqueToken.content(SCOPE, new String(damaged))).isEmpty();
  }

  @Property
  void garbage_isNone(@ForAll String garbage) {
    assertThat(OpaqueToken.content(SCOPE, garbage)).isEmpty();
  }
}
