package crowdstart.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Crashes entities and nodes, and moves clocks, until all is well again. */
final class Chaos {
  private static final int PAUSE_MILLIS_MAX = 60_000;
  private static final int CRASHES_MAX = 4;
  private static final int NODE_CRASH_ONE_IN = 8;
  private static final long CLOCK_JUMP_MILLIS_MAX = Duration.ofHours(1).toMillis();

  private final World world;

  Chaos(World world) {
    this.world = world;
  }

  void start() {
    world.schedule.in(1 + world.random.nextInt(PAUSE_MILLIS_MAX), "chaos", this::strike);
  }

  void end() {
    world.weather.clear();
    for (int node = 0; node < World.NODES; node++) {
      world.setClock(node, 0);
    }
  }

  private void strike() {
    if (world.weather.isFair()) {
      return;
    }
    for (int i = world.random.nextInt(CRASHES_MAX); i >= 0; i--) {
      if (world.weather.crashes()) {
        crash();
      }
    }
    if (world.weather.clockJumps()) {
      long offset = world.random.nextLong(2 * CLOCK_JUMP_MILLIS_MAX) - CLOCK_JUMP_MILLIS_MAX;
      world.setClock(world.random.nextInt(World.NODES), offset);
    }
    start();
  }

  private void crash() {
    List<Entity<?, ?>> up = new ArrayList<>();
    add(up, world.campaigns());
    add(up, world.orders());
    add(up, world.payments());
    if (world.random.nextInt(NODE_CRASH_ONE_IN) == 0) {
      int node = world.random.nextInt(World.NODES);
      up.stream()
          .filter(entity -> entity.node() == node)
          .forEach(entity -> entity.crash("crashes"));
    } else if (!up.isEmpty()) {
      up.get(world.random.nextInt(up.size())).crash("crashes");
    }
  }

  private static void add(List<Entity<?, ?>> up, Iterable<? extends Entity<?, ?>> entities) {
    for (Entity<?, ?> entity : entities) {
      if (entity.isUp()) {
        up.add(entity);
      }
    }
  }
}
