package crowdstart.loadtest.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of Linux for each place, all of them on a bridge; the proxies listen on
 * addresses of the bridge. Needs root.
 */
final class Namespaces implements Network {
  private static final int SUBNETS = 250;
  private static final int BRIDGE_NUMBER = 254;
  private static final String DEVICE = "eth0";

  private final int subnet = (int) (1 + ProcessHandle.current().pid() % SUBNETS);
  private final String prefix = "10.77." + subnet + ".";
  private final String bridge = "crowd" + subnet;
  private final Thread hook = new Thread(this::removeAll, "remove-namespaces");

  Namespaces() {
    Runtime.getRuntime().addShutdownHook(hook);
    removeAll();
    try {
      connect();
    } catch (IllegalStateException failure) {
      close();
      throw failure;
    }
  }

  private void connect() {
    Shell.run("ip", "link", "add", bridge, "type", "bridge");
    Shell.run("ip", "address", "add", address(BRIDGE_NUMBER) + "/24", "dev", bridge);
    Route.all()
        .forEach(route ->
            Shell.run("ip", "address", "add", address(route.number()) + "/24", "dev", bridge));
    Shell.run("ip", "link", "set", bridge, "up");
    for (Place place : Place.values()) {
      join(place);
    }
  }

  static boolean canBeMade() {
    String trial = "crowdtrial" + ProcessHandle.current().pid();
    if (!Shell.works("ip", "netns", "add", trial)) {
      return false;
    }
    try {
      return Shell.works("ip", "-netns", trial, "link", "set", "lo", "up")
          && Shell.works("ip", "-netns", trial, "route", "add", "blackhole", "10.78.0.0/16");
    } finally {
      Shell.run("ip", "netns", "delete", trial);
    }
  }

  private void join(Place place) {
    String outside = bridge + "-" + place.number();
    Shell.run("ip", "netns", "add", name(place));
    Shell.run(
        "ip", "link", "add", outside, "type", "veth", "peer", "name", DEVICE, "netns", name(place));
    Shell.run("ip", "link", "set", outside, "master", bridge, "up");
    Shell.run(at(place, "address", "add", address(place.number()) + "/24", "dev", DEVICE));
    Shell.run(at(place, "link", "set", "lo", "up"));
    Shell.run(at(place, "link", "set", DEVICE, "up"));
  }

  private String name(Place place) {
    return bridge + "-" + place.label();
  }

  private List<String> at(Place place, String... words) {
    List<String> command = new ArrayList<>(List.of("ip", "-netns", name(place)));
    command.addAll(List.of(words));
    return command;
  }

  @Override
  public String address(int number) {
    return prefix + number;
  }

  @Override
  public List<String> within(Place place) {
    return List.of("ip", "netns", "exec", name(place));
  }

  @Override
  public boolean canCut() {
    return true;
  }

  @Override
  public void isolate(Place place) {
    Shell.run("ip", "link", "set", bridge + "-" + place.number(), "down");
  }

  @Override
  public void rejoin(Place place) {
    Shell.run("ip", "link", "set", bridge + "-" + place.number(), "up");
  }

  @Override
  public void cut(Place from, String address) {
    Shell.run(at(from, "route", "add", "blackhole", address + "/32"));
  }

  @Override
  public void mend(Place from, String address) {
    Shell.run(at(from, "route", "delete", "blackhole", address + "/32"));
  }

  @Override
  public String description() {
    return "a network namespace each";
  }

  @Override
  public void close() {
    removeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook finds nothing left to do.
    }
  }

  private synchronized void removeAll() {
    for (Place place : Place.values()) {
      if (Shell.works("ip", "-netns", name(place), "link", "show", "lo")) {
        Shell.run("ip", "netns", "delete", name(place));
      }
    }
    Shell.works("ip", "link", "delete", bridge);
  }
}
