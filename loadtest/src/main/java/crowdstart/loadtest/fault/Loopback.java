package crowdstart.loadtest.fault;

import java.util.List;

/** Addresses of the loopback device, all in one network: only proxies can part them. */
final class Loopback implements Network {
  private static final int SUBNETS = 200;

  private final String prefix = "127.77." + (1 + ProcessHandle.current().pid() % SUBNETS) + ".";

  @Override
  public String address(int number) {
    return prefix + number;
  }

  @Override
  public List<String> within(Place place) {
    return List.of();
  }

  @Override
  public boolean canCut() {
    return false;
  }

  @Override
  public void isolate(Place place) {
    throw cannot();
  }

  @Override
  public void rejoin(Place place) {
    throw cannot();
  }

  @Override
  public void cut(Place from, String address) {
    throw cannot();
  }

  @Override
  public void mend(Place from, String address) {
    throw cannot();
  }

  @Override
  public String description() {
    return "loopback addresses (no namespaces here: no partitions, and no faults between nodes)";
  }

  @Override
  public void close() {
    // Nothing was made.
  }

  private static UnsupportedOperationException cannot() {
    return new UnsupportedOperationException("loopback addresses cannot be parted");
  }
}
