package io.ergosync.local.gateway;

import io.ergosync.runtime.ConfigurationException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The HTTP server on the loopback interface. Every request has a virtual thread of its own. */
public final class HttpFront implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";

  /** API Gateway's limit on the request line and the headers together. */
  private static final int HEADER_BYTES_MAX = 10_240;

  private static final long IDLE_MILLISECONDS_MAX = 30_000;
  private static final long STOP_MILLISECONDS_MAX = 1_000;
  private static final long IDLE_MILLISECONDS_MAX_WHEN_STOPPING = 100;

  private final Server server;
  private final ServerConnector connector;

  private HttpFront(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Takes a port; requests wait until {@link #serve}.
   *
   * @param port 0 for a free one
   * @throws ConfigurationException if the port is taken
   */
  public static HttpFront bind(int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADER_BYTES_MAX);
    // Paths are routed and verified here as received, so none is too ambiguous to be answered.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    Server server = new Server(new VirtualThreadPool());
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(ADDRESS);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLISECONDS_MAX);
    connector.setShutdownIdleTimeout(IDLE_MILLISECONDS_MAX_WHEN_STOPPING);
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLISECONDS_MAX);
    try {
      connector.open();
    } catch (IOException e) {
      throw new ConfigurationException(
          "Port %s cannot be used (%s); choose another one with --port."
              .formatted(port, rootOf(e).getMessage()));
    }
    return new HttpFront(server, connector);
  }

  /**
   * Starts to answer.
   *
   * @param requestIds gives each request a new id
   * @throws ConfigurationException if the server does not start
   */
  public void serve(FrontDoor door, Supplier<UUID> requestIds) {
    server.setHandler(new JettyHandler(door, requestIds));
    server.setErrorHandler(new JettyErrors(requestIds));
    try {
      server.start();
    } catch (Exception e) {
      ConfigurationException failed =
          new ConfigurationException("The HTTP server does not start: " + e);
      failed.initCause(e);
      throw failed;
    }
  }

  /** The port that it has. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests, and waits a second for those in flight. */
  @Override
  public void close() {
    // First, so that new clients are turned away at once instead of waiting in the backlog.
    connector.close();
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // The requests still in flight have had their time.
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server does not stop.", e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
