package crowdstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it does in a cluster is shown by {@link LocalClusterIT}: a killed node's entities move. */
class DeadPeersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @Test
  void whereNobodyListensIsRefused() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(DeadPeers.isRefused(address("127.0.0.1", port), TIMEOUT)).isTrue();
  }

  @Test
  void whereSomebodyListensIsNot() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(DeadPeers.isRefused(address("127.0.0.1", socket.getLocalPort()), TIMEOUT))
          .isFalse();
    }
  }

  @Test
  void aNameThatIsNotKnownIsNot() {
    assertThat(DeadPeers.isRefused(address("no-such-host.invalid", 1), TIMEOUT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "abc, c, true",
    "abc, bc, false",
    "abcd, cd, false",
    "abcde, de, true",
    "ab, b, false",
    "a, '', true",
    // Whoever is not counted is no reason either way.
    "abc, xyz, true",
  })
  void onlyASideThatIsMoreThanHalfDecides(String all, String notReached, boolean decides) {
    assertThat(DeadPeers.isMajority(letters(all), letters(notReached))).isEqualTo(decides);
  }

  private static Set<Character> letters(String word) {
    return word.chars().mapToObj(letter -> (char) letter).collect(Collectors.toSet());
  }

  private static Address address(String host, int port) {
    return new Address("pekko", "crowdstart", host, port);
  }
}
