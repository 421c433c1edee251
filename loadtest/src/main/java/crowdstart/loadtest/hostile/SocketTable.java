package crowdstart.loadtest.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which connections of this machine stand, as its kernel says. A client that does not read learns
 * from its socket neither that the other side has hung up nor that it was cut.
 */
final class SocketTable {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final String ESTABLISHED = "01";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int HEX = 16;

  private SocketTable() {}

  /** The local ports of connections that neither side has ended. */
  static Set<Integer> established() {
    Set<Integer> ports = new HashSet<>();
    TABLES.stream().filter(Files::exists).forEach(table -> read(table, ports));
    return ports;
  }

  private static void read(Path table, Set<Integer> ports) {
    try (Stream<String> lines = Files.lines(table)) {
      lines
          .skip(1)
          .map(line -> line.strip().split("\\s+", STATE + 2))
          .filter(columns -> columns.length > STATE && columns[STATE].equals(ESTABLISHED))
          .forEach(columns -> ports.add(port(columns[LOCAL])));
    } catch (IOException e) {
      throw new UncheckedIOException("the table of sockets cannot be read", e);
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEX);
  }
}
