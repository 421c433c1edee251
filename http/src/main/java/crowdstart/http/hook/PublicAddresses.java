package crowdstart.http.hook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public internet, by IANA's registries of special purpose addresses.
 * Of IPv4 what is special is refused; of IPv6 only what is global unicast is let through.
 */
final class PublicAddresses {

  private static final List<Block> SPECIAL_V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // Behind a provider's NAT; clouds put services there.
          "127.0.0.0/8",
          "168.63.129.16/32", // The metadata service of Azure, in a public range.
          "169.254.0.0/16", // Link-local, and the metadata services of most clouds.
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24", // Relays from IPv6, long withdrawn.
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Block GLOBAL_V6 = Block.of("2000::/3");

  private static final List<Block> SPECIAL_V6 =
      blocks(
          "2001::/23", // Teredo and others that carry an IPv4 address within.
          "2001:db8::/32",
          "2002::/16", // 6to4, the same.
          "3fff::/20");

  /** NAT64: where there is no other way to IPv4, every name resolves to one of these. */
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  private static final int V4_BYTES = 4;

  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    boolean contains(byte[] address) {
      byte[] prefix = first.getAddress();
      if (prefix.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >>> (bit % Byte.SIZE);
        if (((prefix[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private PublicAddresses() {}

  /** Whether anybody on the internet could connect to it just as well. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    // Java itself makes an IPv4 address of one that is mapped into IPv6.
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] address) {
    return SPECIAL_V4.stream().noneMatch(block -> block.contains(address));
  }

  private static boolean isPublicV6(byte[] address) {
    if (NAT64.contains(address)) {
      return isPublicV4(Arrays.copyOfRange(address, address.length - V4_BYTES, address.length));
    }
    return GLOBAL_V6.contains(address)
        && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Block> blocks(String... texts) {
    return Arrays.stream(texts).map(Block::of).toList();
  }
}
