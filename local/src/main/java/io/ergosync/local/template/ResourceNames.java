package io.ergosync.local.template;

import io.ergosync.runtime.ConfigurationException;
import java.util.Map;

/**
 * The names and attributes that the template's resources have in the local cloud: where the
 * template names none, a resource is called by its logical id.
 */
final class ResourceNames {
  static final String REGION = "us-east-1";
  static final String ACCOUNT_ID = "000000000000";

  private final Map<?, ?> resources;

  ResourceNames(Map<?, ?> resources) {
    this.resources = resources;
  }

  /** What {@code !Ref} gives for a resource. */
  String reference(String logicalId) {
    String name = name(logicalId);
    return switch (type(logicalId)) {
      case "AWS::SQS::Queue" -> queueUrl(name);
      case "AWS::SNS::Topic" -> arn("sns", name);
      default -> name;
    };
  }

  /** What {@code !GetAtt} gives for an attribute of a resource. */
  String attribute(String logicalId, String attribute) {
    String type = type(logicalId);
    String name = name(logicalId);
    return switch (type + " " + attribute) {
      case "AWS::DynamoDB::Table Arn" -> arn("dynamodb", "table/" + name);
      case "AWS::DynamoDB::Table StreamArn" -> arn("dynamodb", "table/" + name + "/stream/local");
      case "AWS::Serverless::Function Arn", "AWS::Lambda::Function Arn" ->
          arn("lambda", "function:" + name);
      case "AWS::SQS::Queue Arn" -> arn("sqs", name);
      case "AWS::SQS::Queue QueueName", "AWS::SNS::Topic TopicName" -> name;
      case "AWS::SQS::Queue QueueUrl" -> queueUrl(name);
      case "AWS::SNS::Topic TopicArn" -> arn("sns", name);
      case "AWS::Kinesis::Stream Arn" -> arn("kinesis", "stream/" + name);
      case "AWS::S3::Bucket Arn" -> "arn:aws:s3:::" + name;
      case "AWS::S3::Bucket DomainName" -> name + ".s3.amazonaws.com";
      case "AWS::S3::Bucket RegionalDomainName" -> "%s.s3.%s.amazonaws.com".formatted(name, REGION);
      default ->
          throw new ConfigurationException(
              "the local cloud does not know the attribute %s of %s, a resource of type %s."
                  .formatted(attribute, logicalId, type));
    };
  }

  private String type(String logicalId) {
    return resource(logicalId).get("Type").toString();
  }

  /** The logical id, unless a property such as {@code TableName} holds a plain name. */
  private String name(String logicalId) {
    if (resource(logicalId).get("Properties") instanceof Map<?, ?> properties) {
      for (String property :
          new String[] {"TableName", "FunctionName", "QueueName", "TopicName", "BucketName"}) {
        if (properties.get(property) instanceof String name) {
          return name;
        }
      }
    }
    return logicalId;
  }

  private Map<?, ?> resource(String logicalId) {
    if (resources.get(logicalId) instanceof Map<?, ?> resource) {
      return resource;
    }
    throw new ConfigurationException("there is no resource or parameter %s.".formatted(logicalId));
  }

  /** The URL of a queue. */
  static String queueUrl(String name) {
    return "https://sqs.%s.amazonaws.com/%s/%s".formatted(REGION, ACCOUNT_ID, name);
  }

  /** The ARN of a resource of a service. */
  static String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT_ID, resource);
  }
}
