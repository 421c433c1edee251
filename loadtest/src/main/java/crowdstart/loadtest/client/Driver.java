package crowdstart.loadtest.client;

import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Live;
import crowdstart.loadtest.measure.Unknown;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

/**
 * Sends requests over a share of the connections, at its pace, and keeps the books. One thread:
 * first {@link #connect}, then {@link #drive}.
 */
public final class Driver implements Connection.Handler, AutoCloseable {
  /** Longest request in bytes. */
  public static final int REQUEST_BYTES_MAX = 64 * 1024;

  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT_CHECK_EVERY_NANOS = 100 * MILLI;
  private static final long RECONNECT_AFTER_NANOS = 100 * MILLI;
  private static final long WAIT_MILLIS_MAX = 10;

  /**
   * One thread's part of a run.
   *
   * @param share this thread's number, from 0
   * @param shares how many threads there are; this one sends the requests whose number is {@code
   *     share} modulo it
   * @param routes its connections
   * @param timeoutNanos how long an answer may take, from when it was sent
   */
  public record Plan(
      int share, int shares, List<Connection.Route> routes, Pace pace, long timeoutNanos) {}

  private record Lost(Connection connection, long sinceNanos) {}

  private final Plan plan;
  private final Traffic traffic;
  private final Books books;
  private final Live live;
  private final SocketLoop loop = new SocketLoop();
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Queue<Lost> lost = new ArrayDeque<>();
  private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES_MAX);
  private long nextNumber;
  private long startedAt = System.nanoTime();
  private long timeoutsCheckedAt;
  private int busy;

  public Driver(Plan plan, Traffic traffic, Books books, Live live) {
    this.plan = plan;
    this.traffic = traffic;
    this.books = books;
    this.live = live;
    nextNumber = plan.share();
  }

  /** Opens all connections; returns when each stands. */
  public void connect() {
    plan.routes().forEach(route -> connections.add(loop.open(route, this)));
    long patience = plan.timeoutNanos() + plan.routes().size() * MILLI;
    while (idle.size() < connections.size()) {
      loop.turn(WAIT_MILLIS_MAX);
      reconnect();
      if (now() > patience) {
        throw new BadResponse(
            "only %d of %d connections could be made".formatted(idle.size(), connections.size()));
      }
    }
  }

  /**
   * Runs from {@code startNanos} (as of {@link System#nanoTime}) until everything is answered or
   * given up.
   */
  public void drive(long startNanos) {
    startedAt = startNanos;
    long endNanos = (long) (plan.pace().lasts() * 1e9);
    while (true) {
      long now = now();
      boolean sending = now < endNanos || (requestsWait() && now < endNanos + plan.timeoutNanos());
      if (!sending && busy == 0) {
        giveUpTheUnsent(now);
        return;
      }
      loop.turn(sending && now >= 0 ? send(now) : 1);
      reconnect();
      checkTimeouts(now());
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private long now() {
    return System.nanoTime() - startedAt;
  }

  /**
   * An open loop is over when all its requests are sent, which a slow server can delay past the
   * schedule's end.
   */
  private boolean requestsWait() {
    return switch (plan.pace()) {
      case Pace.Saturate _ -> false;
      case Pace.OpenLoop(var schedule) -> nextNumber < schedule.count();
    };
  }

  /** Sends what is due and returns how long nothing will be, in milliseconds. */
  private long send(long now) {
    return switch (plan.pace()) {
      case Pace.Saturate _ -> {
        while (!idle.isEmpty()) {
          send(idle.removeFirst(), now);
        }
        yield WAIT_MILLIS_MAX;
      }
      case Pace.OpenLoop(var schedule) -> {
        while (nextNumber < schedule.count() && !idle.isEmpty()) {
          long due = schedule.startNanos(nextNumber);
          if (due > now) {
            // The selector waits whole milliseconds; to poll instead would burn the server's
            // processor.
            yield Math.clamp((due - now + MILLI - 1) / MILLI, 1, WAIT_MILLIS_MAX);
          }
          send(idle.removeFirst(), due);
        }
        yield WAIT_MILLIS_MAX;
      }
    };
  }

  private void send(Connection connection, long intendedNanos) {
    long number = nextNumber;
    nextNumber += plan.shares();
    connection.busy = true;
    connection.requestNumber = number;
    connection.intendedNanos = intendedNanos;
    connection.sentNanos = now();
    connection.body().begin(traffic.wantsBody(number));
    connection.parser().expectResponse(connection.body());
    busy++;
    live.started();
    out.clear();
    traffic.encode(number, connection.route().server(), out);
    loop.send(connection, out.flip());
  }

  @Override
  public void connected(Connection connection) {
    idle.addLast(connection);
  }

  @Override
  public void received(Connection connection, byte[] bytes, int length) {
    boolean whole;
    try {
      whole = connection.busy && connection.parser().parse(bytes, 0, length) == length;
    } catch (BadResponse e) {
      whole = false;
    }
    if (!whole) {
      breakOff(connection, Unknown.BAD_RESPONSE);
    } else if (connection.parser().complete()) {
      answered(connection);
      if (connection.parser().keepAlive()) {
        idle.addLast(connection);
      } else {
        loop.reopen(connection);
      }
    }
  }

  @Override
  public void lost(Connection connection) {
    idle.remove(connection);
    lost.add(new Lost(connection, System.nanoTime()));
    if (connection.busy && connection.parser().closed()) {
      answered(connection);
    } else if (connection.busy) {
      giveUp(connection, Unknown.CONNECTION_ERROR);
    }
  }

  private void answered(Connection connection) {
    long now = now();
    int status = connection.parser().status();
    if (status >= 200 && status < 300) {
      books.done(connection.intendedNanos, now, connection.parser().replayed());
      live.done((now - connection.intendedNanos) / 1_000);
      traffic.succeeded(connection.requestNumber, now, connection.body());
      free(connection);
    } else if (status >= 400 && status < 500) {
      books.refused(connection.intendedNanos, now, connection.body().problemType());
      live.refused();
      free(connection);
    } else if (status == 503) {
      giveUp(connection, Unknown.OVERLOADED);
    } else {
      giveUp(connection, status >= 500 ? Unknown.SERVER_ERROR : Unknown.BAD_RESPONSE);
    }
  }

  private void giveUp(Connection connection, Unknown why) {
    books.unknown(connection.intendedNanos, now(), why);
    live.unknown();
    free(connection);
  }

  private void free(Connection connection) {
    connection.busy = false;
    busy--;
  }

  private void breakOff(Connection connection, Unknown why) {
    loop.release(connection);
    idle.remove(connection);
    lost.add(new Lost(connection, System.nanoTime()));
    if (connection.busy) {
      giveUp(connection, why);
    }
  }

  private void reconnect() {
    long now = System.nanoTime();
    while (!lost.isEmpty() && now - lost.element().sinceNanos() >= RECONNECT_AFTER_NANOS) {
      loop.reopen(lost.remove().connection());
    }
  }

  private void checkTimeouts(long now) {
    if (now - timeoutsCheckedAt < TIMEOUT_CHECK_EVERY_NANOS) {
      return;
    }
    timeoutsCheckedAt = now;
    for (Connection connection : connections) {
      if (connection.busy && now - connection.sentNanos > plan.timeoutNanos()) {
        breakOff(connection, Unknown.TIMEOUT);
      }
    }
  }

  /**
   * What was due and never sent counts as unanswered: a server that hangs must not thereby look
   * idle.
   */
  private void giveUpTheUnsent(long now) {
    if (plan.pace() instanceof Pace.OpenLoop(var schedule)) {
      for (; nextNumber < schedule.count(); nextNumber += plan.shares()) {
        books.unknown(schedule.startNanos(nextNumber), now, Unknown.TIMEOUT);
        live.unknown();
      }
    }
  }
}
