package io.ergosync.local.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.ergosync.local.template.TableDefinition;
import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * An embedded DynamoDB Local. Safe for use by many threads. Its own threads outlive {@link #close},
 * so a process that used it must be ended with {@link System#exit}.
 */
public final class Database implements AutoCloseable {
  /** The argument that keeps DynamoDB Local from reporting usage home. */
  private static final Boolean TELEMETRY_OFF = true;

  private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

  private final AmazonDynamoDBLocal embedded;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;

  private Database(AmazonDynamoDBLocal embedded) {
    this.embedded = embedded;
    this.client = embedded.dynamoDbClient();
    this.streams = embedded.dynamoDbStreamsClient();
  }

  /** A database that is forgotten when it is closed. */
  public static Database inMemory() {
    return new Database(DynamoDBEmbedded.create(TELEMETRY_OFF));
  }

  /**
   * The database in a file, which is made where it is missing.
   *
   * @throws ConfigurationException if the file is something else
   */
  public static Database in(Path file) {
    check(file);
    return new Database(DynamoDBEmbedded.create(file.toFile(), TELEMETRY_OFF));
  }

  /**
   * Makes the tables that are missing.
   *
   * @throws ConfigurationException if one is there already with other keys or indexes
   */
  public void createTables(List<TableDefinition> tables) {
    tables.forEach(table -> new TableCreation(client, table).ensure());
  }

  /** The client of the database: it serves what an embedded one can, and has no service name. */
  public DynamoDbClient client() {
    return client;
  }

  /** The client of the tables' streams. */
  public DynamoDbStreamsClient streams() {
    return streams;
  }

  /**
   * The ARN by which {@link #streams} knows a table's stream.
   *
   * @throws ConfigurationException if the table has none
   */
  public String streamArn(String table) {
    return Optional.ofNullable(
            client.describeTable(describe -> describe.tableName(table)).table().latestStreamArn())
        .orElseThrow(() ->
            new ConfigurationException(
                "The table %s in the data folder has no stream, as the template says it has; choose another folder with --data."
                    .formatted(table)));
  }

  @Override
  public void close() {
    streams.close();
    embedded.shutdown();
  }

  /** SQLite would retry forever on a file that it cannot read. */
  private static void check(Path file) {
    try {
      if (!Files.exists(file) || (Files.isRegularFile(file) && isDatabaseOrEmpty(file))) {
        return;
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "The database %s cannot be read (%s); choose another folder with --data."
              .formatted(file, e));
    }
    throw new ConfigurationException(
        "The file %s is not a database; move it away, or choose another folder with --data."
            .formatted(file));
  }

  private static boolean isDatabaseOrEmpty(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] start = content.readNBytes(SQLITE_MAGIC.length);
      return start.length == 0 || Arrays.equals(start, SQLITE_MAGIC);
    }
  }
}
