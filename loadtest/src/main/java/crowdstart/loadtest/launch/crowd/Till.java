package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.Connection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Where cards are given: a few connections to the payment sandbox that the backers share. */
final class Till implements Connection.Handler {
  /** Cards that are given at once; others wait in line. */
  static final int CONNECTIONS = 16;

  private record Customer(Backer backer, ByteBuffer request) {}

  private record Serving(Customer customer, long sinceNanos) {}

  private final World world;
  private final Queue<Customer> line = new ArrayDeque<>();
  private final Queue<Connection> idle = new ArrayDeque<>();
  private final Map<Connection, Serving> serving = new HashMap<>();

  Till(World world, URI sandbox) {
    this.world = world;
    InetSocketAddress address = new InetSocketAddress(sandbox.getHost(), sandbox.getPort());
    for (int i = 0; i < CONNECTIONS; i++) {
      world.loop.open(new Connection.Route(0, address, null), this);
    }
  }

  void give(Backer backer, ByteBuffer request) {
    line.add(new Customer(backer, request));
    serve();
  }

  void checkTimeouts(long now) {
    for (Map.Entry<Connection, Serving> entry : Map.copyOf(serving).entrySet()) {
      if (now - entry.getValue().sinceNanos() > Backer.ANSWER_NANOS_MAX) {
        world.loop.release(entry.getKey());
        lost(entry.getKey());
      }
    }
  }

  @Override
  public void connected(Connection connection) {
    idle.add(connection);
    serve();
  }

  @Override
  public void received(Connection connection, byte[] bytes, int length) {
    boolean whole;
    try {
      whole =
          serving.containsKey(connection) && connection.parser().parse(bytes, 0, length) == length;
    } catch (BadResponse e) {
      whole = false;
    }
    if (!whole) {
      world.loop.release(connection);
      lost(connection);
    } else if (connection.parser().complete()) {
      if (connection.parser().keepAlive()) {
        idle.add(connection);
      } else {
        world.loop.release(connection);
        world.reconnect(connection);
      }
      leave(connection, connection.parser().status() == 200);
      serve();
    }
  }

  @Override
  public void lost(Connection connection) {
    idle.remove(connection);
    world.reconnect(connection);
    leave(connection, false);
  }

  private void serve() {
    while (!line.isEmpty() && !idle.isEmpty()) {
      Connection connection = idle.remove();
      Customer customer = line.remove();
      serving.put(connection, new Serving(customer, world.now()));
      connection.body().begin(false);
      connection.parser().expectResponse(connection.body());
      world.loop.send(connection, customer.request());
    }
  }

  private void leave(Connection connection, boolean isTaken) {
    Serving served = serving.remove(connection);
    if (served != null) {
      served.customer().backer().wish().cardTaken(isTaken);
    }
  }
}
