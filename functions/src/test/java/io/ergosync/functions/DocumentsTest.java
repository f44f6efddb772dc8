package io.ergosync.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ergosync.api.ErrorCode;
import io.ergosync.telemetry.EmbeddedMetrics;
import io.ergosync.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the operator's documents, the template and the metrics of the code against each other. */
class DocumentsTest {
  private static final Path DOCUMENTS = Path.of("..", "docs");

  @Test
  void deploying_hasTheParametersOfTheTemplate() throws IOException {
    assertThat(firstColumn("deploying.md", "parameters"))
        .containsExactlyInAnyOrderElementsOf(section("Parameters").keySet());
  }

  @Test
  void deploying_saysTheDefaultsOfTheTemplate() throws IOException {
    String document = Files.readString(DOCUMENTS.resolve("deploying.md"));

    section("Parameters")
        .forEach((name, parameter) -> {
          Object value = ((Map<?, ?>) parameter).get("Default");
          String shown = value.toString().isEmpty() ? "empty" : "`" + value + "`";
          assertThat(document).contains("| `%s` | %s |".formatted(name, shown));
        });
  }

  @Test
  void template_groupsAllParameters() throws IOException {
    Map<?, ?> metadata = (Map<?, ?>) section("Metadata").get("AWS::CloudFormation::Interface");
    Stream<?> grouped =
        ((List<?>) metadata.get("ParameterGroups"))
            .stream().flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("Parameters")).stream());

    assertThat(grouped.map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(section("Parameters").keySet());
  }

  @Test
  void deploying_hasTheOutputsOfTheTemplate() throws IOException {
    assertThat(firstColumn("deploying.md", "outputs"))
        .containsExactlyInAnyOrderElementsOf(section("Outputs").keySet());
  }

  @Test
  void operations_hasTheAlarmsOfTheTemplate() throws IOException {
    assertThat(firstColumn("operations.md", "alarms"))
        .containsExactlyInAnyOrderElementsOf(
            section("Resources").entrySet().stream()
                .filter(resource ->
                    ((Map<?, ?>) resource.getValue()).get("Type").equals("AWS::CloudWatch::Alarm"))
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void operations_hasTheMetricsOfTheCode() throws IOException {
    assertThat(firstColumn("operations.md", "metrics"))
        .containsExactlyInAnyOrderElementsOf(metrics());
  }

  /** A metric that nobody counts would be a line at zero, and an alarm that never rings. */
  @Test
  void template_knowsNoMetricThatTheCodeDoesNotCount() throws IOException {
    String template = Files.readString(Path.of("..", "template.yaml"));
    Stream<String> onDashboard =
        Pattern.compile(
                "\\[\"%s\", \"(\\w+)\", \"%s\""
                    .formatted(EmbeddedMetrics.NAMESPACE, EmbeddedMetrics.DIMENSION))
            .matcher(template)
            .results()
            .map(match -> match.group(1));
    Stream<String> inAlarms =
        Pattern.compile("Namespace: %s\\s+MetricName: (\\w+)".formatted(EmbeddedMetrics.NAMESPACE))
            .matcher(template)
            .results()
            .map(match -> match.group(1));

    assertThat(onDashboard).containsExactlyInAnyOrderElementsOf(metrics());
    assertThat(inAlarms).isNotEmpty().isSubsetOf(metrics());
  }

  private static Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    Arrays.stream(Metric.values()).map(Metric::metricName).forEach(metrics::add);
    Arrays.stream(ErrorCode.values()).map(ErrorCode::metricName).forEach(metrics::add);
    return metrics;
  }

  @SuppressWarnings("unchecked") // Template makes such maps only.
  private static Map<String, Object> section(String name) throws IOException {
    return (Map<String, Object>) Template.read().root().get(name);
  }

  /** The names in the first column of the table that follows a comment with the table's name. */
  private static List<String> firstColumn(String document, String table) throws IOException {
    String text = Files.readString(DOCUMENTS.resolve(document));
    String rows = text.substring(text.indexOf("<!-- " + table + " -->"));
    return rows.substring(0, rows.indexOf("\n\n"))
        .lines()
        .map(Pattern.compile("^\\| `([^`]+)` \\|.*")::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }
}
