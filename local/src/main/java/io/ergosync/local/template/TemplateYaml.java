package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses CloudFormation's YAML. Its short tags become the long form: {@code !Ref Table} is read as
 * {@code {Ref: Table}}, {@code !GetAtt Table.Arn} as {@code {Fn::GetAtt: [Table, Arn]}}.
 */
final class TemplateYaml {
  private TemplateYaml() {}

  /**
   * The template as maps, lists and scalars.
   *
   * @throws ConfigurationException if it is not YAML
   */
  static Object parse(String yaml) {
    try {
      return new Yaml(new ShortTags()).load(yaml);
    } catch (YAMLException e) {
      throw new ConfigurationException("The template is not YAML: " + e.getMessage());
    }
  }

  private static final class ShortTags extends SafeConstructor {
    ShortTags() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new LongForm());
    }

    private Object valueOf(Node node) {
      return switch (node) {
        case ScalarNode scalar -> constructScalar(scalar);
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new YAMLException("unexpected " + node);
      };
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object value = valueOf(node);
        return switch (name) {
          case "Ref", "Condition" -> Map.of(name, value);
          case "GetAtt" -> Map.of("Fn::GetAtt", attribute(value));
          default -> Map.of("Fn::" + name, value);
        };
      }

      private static Object attribute(Object value) {
        return value instanceof String text ? List.of(text.split("\\.", 2)) : value;
      }
    }
  }
}
