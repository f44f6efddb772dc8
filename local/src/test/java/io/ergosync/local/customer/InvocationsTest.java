package io.ergosync.local.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvocationsTest {
  private final Invocations invocations = new Invocations();

  @Test
  void read_showsJsonAsJsonAndAnythingElseAsText() {
    invocations.add("a", "{\"k\":1}", "{\"k\":2}");
    invocations.add("b", "{}", "<html>");
    invocations.add("c", "{}", "");

    assertThat(invocations.read().toString())
        .isEqualTo(
            "[{\"function\":\"a\",\"payload\":{\"k\":1},\"response\":{\"k\":2}},"
                + "{\"function\":\"b\",\"payload\":{},\"response\":\"<html>\"},"
                + "{\"function\":\"c\",\"payload\":{},\"response\":null}]");
    invocations.clear();
    assertThat(invocations.read()).isEmpty();
  }

  @Test
  void add_beyondWhatIsKept_forgetsTheOldest() {
    String large = "\"" + "x".repeat(Invocations.CHARACTERS_MAX / 2) + "\"";
    for (String name : new String[] {"a", "b", "c"}) {
      invocations.add(name, large, "1");
    }

    assertThat(invocations.read()).hasSize(1);
    assertThat(invocations.read().at("/0/function").asText()).isEqualTo("c");
  }
}
