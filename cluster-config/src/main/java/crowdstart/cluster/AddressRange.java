package crowdstart.cluster;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network, or a single address.
 *
 * @param network the first of its addresses
 * @param bits how many bits all of them have in common
 */
public record AddressRange(InetAddress network, int bits) {
  /** Digits only: a name would have to be looked up. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}");

  /** What no stranger on the internet can have: proxies and load balancers of one's own. */
  static final List<AddressRange> PRIVATE =
      List.of(
          of("127.0.0.0/8"),
          of("10.0.0.0/8"),
          of("172.16.0.0/12"),
          of("192.168.0.0/16"),
          of("::1"),
          of("fc00::/7"));

  /** Whether no stranger can reach the host; a name may stand for any address. */
  static boolean isPrivate(String host) {
    return Endpoint.isLoopback(host)
        || parse(host)
            .filter(own -> PRIVATE.stream().anyMatch(range -> range.contains(own.network())))
            .isPresent();
  }

  private static AddressRange of(String text) {
    return parse(text).orElseThrow();
  }

  static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || !ADDRESS.matcher(parts[0]).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress network = InetAddress.ofLiteral(parts[0]);
      int most = network.getAddress().length * Byte.SIZE;
      Optional<Integer> bits =
          parts.length == 1 ? Optional.of(most) : Parsers.between(0, most).apply(parts[1]);
      return bits.map(length -> new AddressRange(network, length));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
