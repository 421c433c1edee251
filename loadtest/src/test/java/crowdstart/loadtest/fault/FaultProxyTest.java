package crowdstart.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaultProxyTest {
  private static final int SHORT_MILLIS = 200;

  private final AtomicInteger heard = new AtomicInteger();
  private EchoServer server;
  private final FaultProxy proxy;

  FaultProxyTest() throws IOException {
    server = new EchoServer(0);
    proxy =
        new FaultProxy(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server.address(), 1);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void inClearWeatherEverythingPasses() throws IOException {
    try (Socket client = connect()) {
      assertThat(echo(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void whatIsLateArrivesAllTheSame() throws IOException {
    proxy.become(new Weather.Late(20, 10));
    try (Socket client = connect()) {
      assertThat(echo(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void aSlowWayBreaksNothing() throws IOException {
    proxy.become(new Weather.Slow(100));
    try (Socket client = connect()) {
      assertThat(echo(client, "a little longer than one piece")).endsWith("one piece");
    }
  }

  @Test
  void aResetEndsWhatIsOpenAndWhatIsNew() throws IOException {
    try (Socket client = connect()) {
      echo(client, "hello");
      proxy.become(new Weather.Reset());
      assertThatThrownBy(() -> readAfter(client)).isInstanceOf(SocketException.class);
    }
    try (Socket next = connect()) {
      assertThatIOException().isThrownBy(() -> readAfter(next));
    } catch (IOException alreadyAtConnecting) {
      assertThat(alreadyAtConnecting).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void halfOpenMeansSilenceAndAfterwardsAReset() throws IOException {
    try (Socket client = connect()) {
      echo(client, "hello");
      proxy.become(new Weather.HalfOpen());
      client.setSoTimeout(SHORT_MILLIS);
      assertThatThrownBy(() -> echo(client, "again")).isInstanceOf(SocketTimeoutException.class);
      proxy.become(new Weather.Clear());
      client.setSoTimeout(0);
      assertThatIOException().isThrownBy(() -> echo(client, "once more"));
    }
  }

  @Test
  void aLostAnswerWasAnswered() throws IOException {
    proxy.become(new Weather.AnswersLost());
    try (Socket client = connect()) {
      client.setSoTimeout(SHORT_MILLIS);
      assertThatThrownBy(() -> echo(client, "hello")).isInstanceOf(SocketTimeoutException.class);
      await().until(() -> heard.get() == "hello".length());
    }
  }

  @Test
  void whatIsCutShortEndsTheConnection() throws IOException {
    proxy.become(new Weather.CutShort(1));
    try (Socket client = connect()) {
      assertThatIOException().isThrownBy(() -> echo(client, "hello"));
    }
  }

  @Test
  void whereNobodyListensBehindItNobodyListens() throws IOException {
    int port = server.address().getPort();
    server.close();
    await().until(this::isRefused);

    server = new EchoServer(port);

    await().until(() -> !isRefused());
  }

  private boolean isRefused() {
    try (Socket client = connect()) {
      echo(client, "anybody?");
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    return new Socket(proxy.address().getAddress(), proxy.address().getPort());
  }

  private static String echo(Socket client, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    client.getOutputStream().write(bytes);
    byte[] back = client.getInputStream().readNBytes(bytes.length);
    if (back.length < bytes.length) {
      throw new SocketException("closed");
    }
    return new String(back, StandardCharsets.UTF_8);
  }

  private static void readAfter(Socket client) throws IOException {
    client.getOutputStream().write(1);
    if (client.getInputStream().read() < 0) {
      throw new SocketException("closed");
    }
  }

  /** Says what it hears. */
  private final class EchoServer {
    private final ServerSocket listening = new ServerSocket();

    EchoServer(int port) throws IOException {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread.ofVirtual().start(this::acceptAll);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private void acceptAll() {
      try {
        while (true) {
          Socket client = listening.accept();
          Thread.ofVirtual().start(() -> echoAll(client));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    private void echoAll(Socket client) {
      try (client) {
        for (int each = client.getInputStream().read();
            each >= 0;
            each = client.getInputStream().read()) {
          heard.incrementAndGet();
          client.getOutputStream().write(each);
        }
      } catch (IOException gone) {
        // So is its client.
      }
    }

    void close() throws IOException {
      listening.close();
    }
  }
}
