package crowdstart.loadtest.fault;

import java.util.List;
import java.util.Locale;

/** Where a process runs: its own network, and the last part of its address there. */
enum Place {
  NODE_1(1),
  NODE_2(2),
  NODE_3(3),
  DATABASE(8),
  SANDBOX(9);

  public static final List<Place> NODES = List.of(NODE_1, NODE_2, NODE_3);

  private final int number;

  Place(int number) {
    this.number = number;
  }

  /** Of a node, from 1. */
  public int number() {
    return number;
  }

  /** As it is written in a schedule. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
