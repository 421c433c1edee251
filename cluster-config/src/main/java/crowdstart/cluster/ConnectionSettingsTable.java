package crowdstart.cluster;

import static crowdstart.cluster.Parsers.listOf;
import static crowdstart.cluster.Setting.Group.LIMITS;
import static crowdstart.cluster.Setting.limit;

import java.util.List;

/** The settings of clients' connections, a part of {@link SettingsTable}. */
final class ConnectionSettingsTable {
  private static final int TRUSTED_PROXIES_MAX = 100;

  static final Setting<Integer> HTTP_CONNECTIONS_MAX =
      limit(
          "HTTP_CONNECTIONS_MAX",
          50_000,
          1_000_000,
          "open client connections, watchers included, and never more than the process may open"
              + " files; more are told overloaded and closed");

  /**
   * A few hundred backers of one mobile carrier may share an address, with a few connections each.
   */
  static final Setting<Integer> HTTP_CONNECTIONS_PER_ADDRESS_MAX =
      limit(
          "HTTP_CONNECTIONS_PER_ADDRESS_MAX",
          1_000,
          1_000_000,
          "open connections of one client address (of an IPv6 address: its first 64 bits); more are"
              + " told too many requests and closed");

  static final Setting<List<AddressRange>> TRUSTED_PROXIES =
      new Setting<>(
          "TRUSTED_PROXIES",
          LIMITS,
          "private ones",
          "addresses whose connections are not counted one address at a time, because many clients"
              + " are behind them; by default loopback and every private address",
          "a comma list of addresses and networks",
          "10.0.0.0/8,192.0.2.7",
          false,
          listOf(AddressRange::parse, TRUSTED_PROXIES_MAX));

  private ConnectionSettingsTable() {}
}
