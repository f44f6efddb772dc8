package io.ergosync.local.permissions;

import io.ergosync.local.template.Template;
import io.ergosync.runtime.AssumedRole;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.presigner.PresignRequest;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts a check between a function and the clients that it calls services with. Every method of a
 * client that takes a request is checked and handed on; the SDK's other methods, which are made of
 * those (consumers of builders, paginators), run above the check, so that each request that they
 * make meets it. Safe for use by many threads.
 */
public final class GuardedClients {
  private static final String PAGINATOR = "Paginator";

  private final FunctionPermissions permissions;
  private final Calls calls;

  GuardedClients(FunctionPermissions permissions, Calls calls) {
    this.permissions = permissions;
    this.calls = calls;
  }

  /** The table's client. */
  public DynamoDbClient dynamoDb(DynamoDbClient client) {
    return guard(Service.DYNAMODB, DynamoDbClient.class, client, Template.REGION);
  }

  /** The client that invokes functions of a region. */
  public LambdaClient lambda(LambdaClient client, String region) {
    return guard(Service.LAMBDA, LambdaClient.class, client, region);
  }

  /** SNS in the function's own name. */
  public SnsClient sns(SnsClient client) {
    return guard(Service.SNS, SnsClient.class, client, Template.REGION);
  }

  /** Kinesis in the function's own name. */
  public KinesisClient kinesis(KinesisClient client) {
    return guard(Service.KINESIS, KinesisClient.class, client, Template.REGION);
  }

  /** The queues' client. */
  public SqsClient sqs(SqsClient client) {
    return guard(Service.SQS, SqsClient.class, client, Template.REGION);
  }

  /** The bucket's client. */
  public S3Client s3(S3Client client) {
    return guard(Service.S3, S3Client.class, client, Template.REGION);
  }

  /** What makes URLs: a URL that reads an object needs what reading it needs. */
  public S3Presigner s3Presigner(S3Presigner presigner) {
    return guard(Service.S3, S3Presigner.class, presigner, Template.REGION);
  }

  /**
   * A client in a role. What the role is allowed is not in the template; that the function may
   * assume it is.
   */
  public <T> T inRole(Class<T> type, T client, AssumedRole role) {
    List<Access> needed = List.of(Access.of("sts:AssumeRole", role.roleArn()));
    return proxy(type, client, _ -> permissions.check(Service.STS, needed));
  }

  private <T> T guard(Service service, Class<T> type, T client, String region) {
    return proxy(
        type,
        client,
        request -> {
          List<Access> needed = calls.accesses(request, region);
          if (needed.isEmpty()) {
            permissions.refuse(service, unknown(service, request));
          }
          permissions.check(service, needed);
        });
  }

  /** What is needed is not known, so no statement can allow it. */
  private static Access unknown(Service service, Object request) {
    String name = request.getClass().getSimpleName().replaceFirst("(Presign)?Request$", "");
    return Access.of(service.action(name), "(not known to the local cloud)");
  }

  private static <T> T proxy(Class<T> type, T client, Consumer<Object> check) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Optional<Object> request = request(method, arguments);
          if (request.isPresent()) {
            check.accept(request.get());
            return handOn(client, method, arguments);
          }
          return method.isDefault()
              ? InvocationHandler.invokeDefault(proxy, method, arguments)
              : handOn(client, method, arguments);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The request that a method sends; empty for one that sends none, or not by itself. */
  private static Optional<Object> request(Method method, Object[] arguments) {
    return arguments != null
            && (arguments[0] instanceof SdkRequest || arguments[0] instanceof PresignRequest)
            && !method.getName().endsWith(PAGINATOR)
        ? Optional.of(arguments[0])
        : Optional.empty();
  }

  private static Object handOn(Object client, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
