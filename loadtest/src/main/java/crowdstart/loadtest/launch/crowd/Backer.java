package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.client.BadResponse;
import crowdstart.loadtest.client.Connection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One backer on one connection: what is asked next, and whether an answer is waited for. What the
 * answers mean is the {@link Wish}'s.
 */
final class Backer implements Connection.Handler {
  /** How long an answer may take, from when it was asked for. */
  static final long ANSWER_NANOS_MAX = 10_000_000_000L;

  private final World world;
  private final int number;
  private final Wish wish;
  private @Nullable Connection connection;
  private boolean isConnected;
  private boolean isServed;
  private boolean wasUsed;
  private boolean isAsking;
  private boolean isSent;
  private boolean isAnswerBegun;
  private boolean wasResent;
  private long intendedNanos;
  private long sentNanos;
  private int stamp;

  Backer(World world, Till till, int number) {
    this.world = world;
    this.number = number;
    wish = new Wish(world, till, this);
  }

  void open(Connection.Route route) {
    connection = world.loop.open(route, this);
    world.timers.set(this, world.now() + world.habits.untilFirstLook());
  }

  int number() {
    return number;
  }

  int server() {
    return connection().route().server();
  }

  Wish wish() {
    return wish;
  }

  boolean isAsking() {
    return isAsking;
  }

  int nextStamp() {
    return ++stamp;
  }

  boolean isStamp(int other) {
    return stamp == other;
  }

  /** Its time has come. */
  void due(long atNanos) {
    wish.due(atNanos);
  }

  /** Asks for what its wish wants next, or as soon as there is a connection. */
  void ask(long intended) {
    isAsking = true;
    isSent = false;
    wasResent = false;
    intendedNanos = intended;
    if (isConnected) {
      send();
    }
  }

  /** Gives up an answer that does not come. */
  void checkTimeout(long now) {
    if (isAsking && isSent && now - sentNanos > ANSWER_NANOS_MAX) {
      disconnect();
      // Charged with the time that it took to give it up, lest failing look fast.
      world.notes.answered(wish.call(), now - intendedNanos);
      unknown("timeout");
    }
  }

  @Override
  public void connected(Connection made) {
    isConnected = true;
    wasUsed = false;
    world.notes.connected++;
    if (isAsking && !isSent) {
      send();
    }
  }

  @Override
  public void received(Connection from, byte[] bytes, int length) {
    boolean whole;
    isAnswerBegun = true;
    try {
      whole = isSent && from.parser().parse(bytes, 0, length) == length;
    } catch (BadResponse e) {
      whole = false;
    }
    if (!whole) {
      boolean wasAsking = isAsking;
      disconnect();
      if (wasAsking) {
        unknown("bad-response");
      }
    } else if (from.parser().complete()) {
      wasUsed = true;
      if (!from.parser().keepAlive()) {
        disconnect();
      }
      answered(from);
    }
  }

  @Override
  public void lost(Connection gone) {
    boolean wasConnected = isConnected;
    notConnected();
    world.reconnect(gone);
    if (!isAsking || !isSent) {
      return;
    }
    if (gone.parser().closed()) {
      answered(gone);
    } else if (wasConnected && wasUsed && !isAnswerBegun && !wasResent) {
      // The node may hang up an idle connection at the very moment that it is used again; every
      // browser then sends the request once more by itself.
      wasResent = true;
      isSent = false;
      world.notes.error("resent");
    } else {
      unknown("connection");
    }
  }

  private void send() {
    Connection over = connection();
    isSent = true;
    isAnswerBegun = false;
    sentNanos = world.now();
    over.body().begin(wish.wantsBody());
    over.parser().expectResponse(over.body());
    world.notes.asked();
    ByteBuffer request = wish.request();
    world.loop.send(over, request);
  }

  private void answered(Connection by) {
    isAsking = false;
    isSent = false;
    int status = by.parser().status();
    if (status >= 500) {
      world.notes.error(status == 503 ? "overloaded" : "status-" + status);
      wish.unknown();
      return;
    }
    if (!isServed) {
      isServed = true;
      world.notes.served++;
    }
    world.notes.answered(wish.call(), world.now() - intendedNanos);
    if (status >= 200 && status < 300) {
      wish.done(wish.wantsBody() ? by.body().text() : "");
    } else {
      wish.refused(by.body().problemType());
    }
  }

  private void unknown(String why) {
    isAsking = false;
    isSent = false;
    world.notes.error(why);
    wish.unknown();
  }

  private void disconnect() {
    Connection gone = connection();
    world.loop.release(gone);
    notConnected();
    world.reconnect(gone);
  }

  private void notConnected() {
    if (isConnected) {
      isConnected = false;
      world.notes.connected--;
    }
  }

  private Connection connection() {
    if (connection == null) {
      throw new IllegalStateException("not opened");
    }
    return connection;
  }
}
