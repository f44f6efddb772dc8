package io.ergosync.local.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ergosync.api.json.Json;
import io.ergosync.runtime.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFilterTest {
  /** Quotes are written as ', so that the rows can be read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // exact values
        "{'a':['x']}                                 | {'a':'x'}                   | true",
        "{'a':['x']}                                 | {'a':'y'}                   | false",
        "{'a':['x']}                                 | {}                          | false",
        "{'a':['x','y']}                             | {'a':'y'}                   | true",
        "{'a':['']}                                  | {'a':''}                    | true",
        "{'a':['']}                                  | {'a':null}                  | false",
        "{'a':[null]}                                | {'a':null}                  | true",
        "{'a':[null]}                                | {}                          | false",
        "{'a':[null]}                                | {'a':''}                    | false",
        "{'a':[1]}                                   | {'a':1.0}                   | true",
        "{'a':[1]}                                   | {'a':'1'}                   | false",
        "{'a':[true]}                                | {'a':true}                  | true",
        "{'a':[true]}                                | {'a':'true'}                | false",
        // several fields, nesting
        "{'a':['x'],'b':['y']}                       | {'a':'x','b':'y'}           | true",
        "{'a':['x'],'b':['y']}                       | {'a':'x','b':'z'}           | false",
        "{'a':{'b':['x']}}                           | {'a':{'b':'x','c':1}}       | true",
        "{'a':{'b':['x']}}                           | {'a':'x'}                   | false",
        // arrays
        "{'a':['x']}                                 | {'a':['w','x']}             | true",
        "{'a':['x']}                                 | {'a':['w']}                 | false",
        "{'a':{'S':['x']}}                           | {'a':[{'S':'w'},{'S':'x'}]} | true",
        "{'a':{'b':[1],'c':[2]}}                     | {'a':[{'b':1,'c':1},{'b':2,'c':2}]} | false",
        // rules
        "{'a':[{'prefix':'DATA'}]}                   | {'a':'DATASET'}             | true",
        "{'a':[{'prefix':'DATA'}]}                   | {'a':'data'}                | false",
        "{'a':[{'prefix':'1'}]}                      | {'a':1}                     | false",
        "{'a':[{'suffix':'SET'}]}                    | {'a':'DATASET'}             | true",
        "{'a':[{'suffix':'SET'}]}                    | {'a':'SETS'}                | false",
        "{'a':[{'equals-ignore-case':'x'}]}          | {'a':'X'}                   | true",
        "{'a':[{'equals-ignore-case':'x'}]}          | {'a':'XX'}                  | false",
        "{'a':[{'exists':true}]}                     | {'a':null}                  | true",
        "{'a':[{'exists':true}]}                     | {}                          | false",
        "{'a':[{'exists':true}]}                     | {'a':{'S':'x'}}             | false",
        "{'a':{'S':[{'exists':true}]}}               | {'a':{'S':'x'}}             | true",
        "{'a':[{'exists':false}]}                    | {}                          | true",
        "{'a':[{'exists':false}]}                    | {'a':'x'}                   | false",
        "{'a':{'b':{'S':[{'exists':false}]}}}        | {'c':1}                     | true",
        "{'a':{'b':{'S':[{'exists':false}]}}}        | {'a':{'b':{'S':'x'}}}       | false",
        "{'a':['x',{'exists':false}]}                | {}                          | true",
        "{'a':['x',{'exists':false}]}                | {'a':'y'}                   | false",
        "{'a':[{'anything-but':'x'}]}                | {'a':'y'}                   | true",
        "{'a':[{'anything-but':'x'}]}                | {'a':'x'}                   | false",
        "{'a':[{'anything-but':'x'}]}                | {}                          | false",
        "{'a':[{'anything-but':['x','y']}]}          | {'a':'y'}                   | false",
        "{'a':[{'anything-but':['x','y']}]}          | {'a':'z'}                   | true",
        "{'a':[{'anything-but':[1,2]}]}              | {'a':2}                     | false",
        "{'a':[{'anything-but':[1,2]}]}              | {'a':3}                     | true",
        "{'a':[{'anything-but':{'prefix':'x'}}]}     | {'a':'xy'}                  | false",
        "{'a':[{'anything-but':{'prefix':'x'}}]}     | {'a':'yx'}                  | true",
        "{'a':[{'anything-but':{'prefix':['x','y']}}]}| {'a':'yx'}                 | false",
        "{'a':[{'numeric':['=',3.01e2]}]}            | {'a':301}                   | true",
        "{'a':[{'numeric':['>',0,'<=',5]}]}          | {'a':5}                     | true",
        "{'a':[{'numeric':['>',0,'<=',5]}]}          | {'a':0}                     | false",
        "{'a':[{'numeric':['>',0,'<',5]}]}           | {'a':5}                     | false",
        "{'a':[{'numeric':['>=',0]}]}                | {'a':0}                     | true",
        "{'a':[{'numeric':['>',0]}]}                 | {'a':'1'}                   | false",
        // alternatives
        "{'$or':[{'a':['x']},{'b':['y']}]}           | {'b':'y'}                   | true",
        "{'$or':[{'a':['x']},{'b':['y']}]}           | {'a':'w','b':'w'}           | false",
        "{'c':['z'],'$or':[{'a':['x']},{'b':['y']}]} | {'a':'x'}                   | false",
        "{'n':{'$or':[{'a':['x']},{'b':['y']}]}}     | {'n':{'a':'x'}}             | true",
      })
  void pattern_fitsAsOnLambda(String pattern, String event, boolean fits) throws Exception {
    assertThat(filter(List.of(pattern)).passes(Json.read(quoted(event)))).isEqualTo(fits);
  }

  @Test
  void severalPatterns_oneMustFit() throws JsonProcessingException {
    EventFilter filter = filter(List.of("{'a':['x']}", "{'a':['y']}"));

    assertThat(filter.passes(Json.read("{\"a\":\"y\"}"))).isTrue();
    assertThat(filter.passes(Json.read("{\"a\":\"z\"}"))).isFalse();
    assertThat(filter(List.of()).passes(Json.read("{}"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json                              | it is not JSON",
        "[]                                    | [] is not an object with fields",
        "{}                                    | {} is not an object with fields",
        "{'a':'x'}                             | \"x\" is not an object with fields",
        "{'a':[]}                              | [] is not a list with items",
        "{'a':[['x']]}                         | [\"x\"] is not a value or a rule",
        "{'a':[{'wildcard':'*'}]}              | the rule wildcard is not known",
        "{'a':[{'cidr':'10.0.0.0/8'}]}         | the rule cidr is not known",
        "{'a':[{'prefix':1}]}                  | 1 is not a string",
        "{'a':[{'exists':'yes'}]}              | exists takes true or false, not \"yes\"",
        "{'a':[{'anything-but':[null]}]}       | anything-but takes strings, numbers or a prefix, not [null]",
        "{'a':[{'numeric':['>']}]}             | numeric takes one or two of = < <= > >= with numbers, not [\">\"]",
        "{'a':[{'numeric':['!',1]}]}           | numeric takes one or two of = < <= > >= with numbers, not [\"!\",1]",
        "{'$or':{'a':['x']}}                   | {\"a\":[\"x\"]} is not a list with items",
      })
  void patternThatIsNotKnown_stopsTheStart(String pattern, String reason) {
    assertThatThrownBy(() -> filter(List.of(pattern)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The template's Feed.Events.Stream has the filter pattern '%s', which cannot run locally: %s."
                .formatted(quoted(pattern), reason));
  }

  private static EventFilter filter(List<String> patterns) {
    return EventFilter.parse(
        patterns.stream().map(EventFilterTest::quoted).toList(), "Feed.Events.Stream");
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
