package crowdstart.loadtest.launch.crowd;

import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.profile.LoadRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A share of the crowd: connects everybody, lets them wait, and wakes one for each order that the
 * shape wants. Ends when its parent hangs up.
 */
public final class Crowd {
  /** What the parent says to begin, before the time in milliseconds since 1970. */
  public static final String START = "start ";

  /** What the parent says when no more backers shall wake. */
  public static final String STOP = "stop";

  /** How many watchers of a process tell what they see. */
  static final int SAMPLED = 10;

  /** Connections that are opened a second, by all processes of the crowd together. */
  static final int OPENED_PER_SECOND = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND = 1_000_000_000;
  private static final long MILLI = 1_000_000;
  private static final long WAIT_MILLIS_MAX = 10;
  private static final long NOT_YET = Long.MAX_VALUE;
  private static final long HUNG_UP = -1;

  private final CrowdPlan plan;
  private final World world;
  private final Till till;
  private final Schedule schedule;
  private final List<Connection.Route> routes;
  private final List<Backer> backers = new ArrayList<>();
  private final AtomicLong startMillis = new AtomicLong(NOT_YET);
  private volatile boolean isStopping;
  private final long openedFrom;
  private long startNanos = NOT_YET;
  private int opened;
  private long nextNumber;
  private int nextBacker;

  private Crowd(CrowdPlan plan) {
    this.plan = plan;
    world = new World(plan);
    till = new Till(world, plan.sandbox());
    schedule = plan.shape().schedule();
    nextNumber = plan.share();
    routes = LoadRun.routes(plan.servers(), plan.sources(), plan.backers(), 0, 1);
    openedFrom = world.now();
  }

  /** Blocks until the parent hangs up. */
  public static void run(CrowdPlan plan) throws IOException {
    try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), plan.reportPort())) {
      Crowd crowd = new Crowd(plan);
      Thread.ofPlatform().name("parent").daemon().start(() -> crowd.listen(parent));
      crowd.live(parent.getOutputStream());
      crowd.world.loop.close();
    }
  }

  /** Opens as many as are due by now: nobody's door takes everybody in the same moment. */
  private void open(long now) {
    long due = (now - openedFrom) * OPENED_PER_SECOND / plan.shares() / SECOND;
    for (; opened < Math.min(due, routes.size()); opened++) {
      // Watchers are spread over the nodes as well, and come first.
      if (opened < plan.watchers()) {
        world.loop.open(routes.get(opened), new Watcher(world, opened < SAMPLED));
      } else {
        Backer backer = new Backer(world, till, plan.share() + opened * plan.shares());
        backer.open(routes.get(opened));
        backers.add(backer);
      }
    }
  }

  private void live(OutputStream parent) throws IOException {
    long second = world.now() / SECOND;
    while (startMillis.get() != HUNG_UP) {
      long now = world.now();
      open(now);
      long next = Math.min(world.timers.run(now), wake(now));
      world.reconnectDue(now);
      if (now / SECOND > second) {
        byte[] line = JSON.writeValueAsBytes(world.notes.close(plan.share(), second));
        parent.write(line);
        parent.write('\n');
        second = now / SECOND;
        checkTimeouts(now);
      }
      // The selector waits whole milliseconds; to poll instead would burn the servers' processor.
      world.loop.turn(Math.clamp((next - world.now()) / MILLI, 0, WAIT_MILLIS_MAX));
    }
  }

  /** Wakes a backer for each order that is due, and returns when the next will be. */
  private long wake(long now) {
    if (startNanos == NOT_YET) {
      if (startMillis.get() == NOT_YET || startMillis.get() == HUNG_UP) {
        return now + WAIT_MILLIS_MAX * MILLI;
      }
      startNanos = startMillis.get() * MILLI;
      world.lateFrom(startNanos + (long) (plan.shape().seconds() * SECOND));
    }
    while (!isStopping && nextNumber < schedule.count()) {
      long due = startNanos + schedule.startNanos(nextNumber);
      if (due > now) {
        return due;
      }
      wakeOne(due);
      nextNumber += plan.shares();
    }
    return NOT_YET;
  }

  private void wakeOne(long due) {
    // In turn from a random place: those who have ordered come last again.
    for (int i = 0; i < backers.size(); i++) {
      Backer backer = backers.get(nextBacker);
      nextBacker = (nextBacker + 1) % backers.size();
      if (!backer.wish().isWishing()) {
        backer.wish().begin(due);
        return;
      }
    }
    world.notes.error("no backer left to wake");
  }

  private void checkTimeouts(long now) {
    backers.forEach(backer -> backer.checkTimeout(now));
    till.checkTimeouts(now);
  }

  private void listen(Socket parent) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(START)) {
          startMillis.set(Long.parseLong(line.substring(START.length())));
        } else if (line.equals(STOP)) {
          isStopping = true;
        }
      }
    } catch (IOException e) {
      // Its parent is gone; the same as when it hangs up.
    }
    startMillis.set(HUNG_UP);
  }
}
