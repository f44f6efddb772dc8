package io.ergosync.local.database;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import io.ergosync.local.template.TableDefinition;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB Local in memory that other processes reach by HTTP on loopback: its own server would
 * listen on every interface.
 */
public final class DatabaseServer implements AutoCloseable {
  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DatabaseServer(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
    this.server = server;
    this.handler = handler;
    this.endpoint = endpoint;
  }

  /** Starts one on a free port, with these tables. */
  public static DatabaseServer start(List<TableDefinition> tables) {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start.", e);
    }
    DatabaseServer started =
        new DatabaseServer(
            server, handler, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    try (DynamoDbClient client = started.client()) {
      tables.forEach(table -> new TableCreation(client, table).ensure());
    }
    return started;
  }

  /** Where it is. */
  public URI endpoint() {
    return endpoint;
  }

  /** A new client of it, which whoever asks has to close. */
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop.", e);
    } finally {
      handler.close();
    }
  }
}
