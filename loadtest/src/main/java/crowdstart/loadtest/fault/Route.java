package crowdstart.loadtest.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way that goes through a proxy of ours.
 *
 * @param node the node at one end of it
 */
record Route(Kind kind, Place node) {
  /** What it is for, and where in the network its proxies listen. */
  public enum Kind {
    TO_DATABASE(100, 5432),
    TO_SANDBOX(110, 12_111),
    WEBHOOKS(120, 8080),
    CLIENTS(130, 8080),
    /** From the other nodes. */
    BETWEEN_NODES(140, 17_355);

    private final int base;
    private final int port;

    Kind(int base, int port) {
      this.base = base;
      this.port = port;
    }

    /** Of the proxy, and of what stands behind it. */
    public int port() {
      return port;
    }
  }

  static List<Route> all() {
    List<Route> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Place.NODES.forEach(node -> all.add(new Route(kind, node)));
    }
    return all;
  }

  /** The last part of the proxy's address. */
  int number() {
    return kind.base + node.number();
  }

  /** What stands behind the proxy. */
  Place target() {
    return switch (kind) {
      case TO_DATABASE -> Place.DATABASE;
      case TO_SANDBOX -> Place.SANDBOX;
      case WEBHOOKS, CLIENTS, BETWEEN_NODES -> node;
    };
  }

  String label() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + node.label();
  }
}
