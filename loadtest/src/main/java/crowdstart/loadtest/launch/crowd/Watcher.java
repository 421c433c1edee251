package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.watch.EventParser;

/** A backer who only watches the totals. */
final class Watcher implements Connection.Handler {
  private final World world;
  private final boolean isSampled;
  private final EventParser parser = new EventParser(this::event);
  private boolean isConnected;
  private boolean isWatching;
  private boolean isServed;
  private long askedNanos;
  private long lastId = -1;

  /** {@code isSampled}: what this one sees is told to the parent. */
  Watcher(World world, boolean isSampled) {
    this.world = world;
    this.isSampled = isSampled;
  }

  @Override
  public void connected(Connection connection) {
    isConnected = true;
    world.notes.connected++;
    world.notes.asked();
    askedNanos = world.now();
    parser.reset();
    connection.parser().expectResponse(parser);
    world.loop.send(connection, world.requests.stream(connection.route().server(), lastId));
  }

  @Override
  public void received(Connection connection, byte[] bytes, int length) {
    try {
      connection.parser().parse(bytes, 0, length);
      if (connection.parser().headComplete()) {
        begun(connection.parser().status());
      }
      if (connection.parser().complete()) {
        throw new BadResponse("the stream ended");
      }
    } catch (BadResponse e) {
      world.loop.release(connection);
      lost(connection);
    }
  }

  @Override
  public void lost(Connection connection) {
    if (isConnected) {
      isConnected = false;
      world.notes.connected--;
    }
    if (isWatching) {
      isWatching = false;
      world.notes.watching--;
      world.notes.error("stream lost");
    }
    world.reconnect(connection);
  }

  private void begun(int status) {
    if (isWatching) {
      return;
    }
    if (status != 200) {
      world.notes.error(status == 503 ? "overloaded" : "status-" + status);
      throw new BadResponse("no stream");
    }
    isWatching = true;
    world.notes.watching++;
    world.notes.answered(Call.STREAM, world.now() - askedNanos);
    if (!isServed) {
      isServed = true;
      world.notes.served++;
    }
  }

  private void event(String id, EventParser.Data data) {
    world.notes.event();
    long version = id.isEmpty() ? -1 : Long.parseLong(id);
    if (version < lastId) {
      world.notes.error("totals went back");
    }
    lastId = Math.max(lastId, version);
    if (isSampled) {
      world.notes.seen(world.now(), Text.number(data.text(), "orders"));
    }
  }
}
