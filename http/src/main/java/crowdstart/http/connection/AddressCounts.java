package crowdstart.http.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/** How many connections each address has. Safe for use by many threads. */
final class AddressCounts {
  /** Whoever has one IPv6 address has all that begin with the same bytes. */
  private static final int NETWORK_BYTES = 8;

  private final int max;
  private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  AddressCounts(int max) {
    this.max = max;
  }

  /** False when the address has as many as it may. */
  boolean add(InetAddress address) {
    InetAddress network = network(address);
    int count = counts.merge(network, 1, Integer::sum);
    if (count > max) {
      remove(address);
      return false;
    }
    return true;
  }

  void remove(InetAddress address) {
    counts.computeIfPresent(network(address), (_, count) -> count == 1 ? null : count - 1);
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("sixteen bytes are an address", impossible);
    }
  }
}
