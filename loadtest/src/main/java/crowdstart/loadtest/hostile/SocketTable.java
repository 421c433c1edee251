package crowdstart.loadtest.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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
  private static final int WORD_BYTES = 4;
  private static final int WORD_DIGITS = 8;

  private SocketTable() {}

  /** The near ends, as {@link #end} writes them, of connections that neither side has ended. */
  static Set<String> established() {
    Set<String> ends = new HashSet<>();
    TABLES.stream().filter(Files::exists).forEach(table -> read(table, ends));
    return ends;
  }

  /**
   * An address and port as the kernel writes them, of the address its last word: one port may be in
   * use at several addresses.
   */
  static String end(InetSocketAddress near) {
    byte[] address = near.getAddress().getAddress();
    StringBuilder end = new StringBuilder();
    for (int i = 1; i <= WORD_BYTES; i++) {
      end.append("%02X".formatted(address[address.length - i]));
    }
    return end.append(":%04X".formatted(near.getPort())).toString();
  }

  private static void read(Path table, Set<String> ends) {
    try (Stream<String> lines = Files.lines(table)) {
      lines
          .skip(1)
          .map(line -> line.strip().split("\\s+", STATE + 2))
          .filter(columns -> columns.length > STATE && columns[STATE].equals(ESTABLISHED))
          .forEach(columns -> ends.add(lastWord(columns[LOCAL])));
    } catch (IOException e) {
      throw new UncheckedIOException("the table of sockets cannot be read", e);
    }
  }

  private static String lastWord(String end) {
    return end.substring(end.lastIndexOf(':') - WORD_DIGITS);
  }
}
