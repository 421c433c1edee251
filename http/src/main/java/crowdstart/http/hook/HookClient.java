package crowdstart.http.hook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to receivers that strangers have named. Connects to an address that was checked, and asks
 * no resolver again, while TLS still wants a certificate for the name: the JDK's own client can do
 * one or the other. Follows no redirects, has one deadline for everything, and reads little. Safe
 * for use by many threads, which it blocks.
 */
final class HookClient implements AutoCloseable {
  /** From the look-up of the name to the last line of the head. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** For one address; another may answer. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

  private static final int ADDRESSES_TRIED_MAX = 3;

  /** So much of a body is read, for so long, so that the receiver is not cut off in the middle. */
  private static final int BODY_READ_MAX = 16 * 1024;

  private static final Duration BODY_WAIT = Duration.ofMillis(500);

  private final Targets targets;
  private final SSLSocketFactory tls;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("hook-deadline").factory());

  HookClient(Targets targets, SSLSocketFactory tls, Duration timeout) {
    this.targets = targets;
    this.tls = tls;
    this.timeout = timeout;
    deadlines.setRemoveOnCancelPolicy(true);
  }

  /**
   * Sends one request and gives what came of it; never throws for anything that a receiver does.
   *
   * @param headers besides those of HTTP itself
   * @param body JSON
   */
  HookAnswer post(String url, Map<String, String> headers, byte[] body) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      TargetUrl target = targets.url(url);
      List<InetAddress> addresses = targets.addresses(target);
      return exchange(target, addresses, request(target, headers, body), deadline);
    } catch (WrongTarget _) {
      return new HookAnswer.NoAnswer(HookAnswer.Trouble.FORBIDDEN_TARGET);
    } catch (UnknownHostException _) {
      return new HookAnswer.NoAnswer(HookAnswer.Trouble.UNKNOWN_HOST);
    }
  }

  private HookAnswer exchange(
      TargetUrl target, List<InetAddress> addresses, byte[] request, long deadline) {
    HookAnswer.Trouble trouble = HookAnswer.Trouble.NOT_CONNECTED;
    try (Socket socket = connect(addresses, target.port(), deadline)) {
      // A read has a timeout of its own, but a receiver that sends a byte now and then has many.
      Future<?> end =
          deadlines.schedule(() -> close(socket), remaining(deadline), TimeUnit.NANOSECONDS);
      try {
        trouble = HookAnswer.Trouble.TLS_FAILED;
        try (Socket channel = target.isSecure() ? secured(socket, target.host()) : socket) {
          trouble = HookAnswer.Trouble.BROKEN_OFF;
          return exchange(channel, request);
        }
      } finally {
        end.cancel(false);
      }
    } catch (SocketTimeoutException _) {
      return new HookAnswer.NoAnswer(HookAnswer.Trouble.TIMEOUT);
    } catch (ResponseHead.NotHttp _) {
      return new HookAnswer.NoAnswer(HookAnswer.Trouble.NOT_HTTP);
    } catch (IOException _) {
      return new HookAnswer.NoAnswer(
          remaining(deadline) <= 0 ? HookAnswer.Trouble.TIMEOUT : trouble);
    }
  }

  private static Socket connect(List<InetAddress> addresses, int port, long deadline)
      throws IOException {
    IOException failure = new SocketTimeoutException("no time left to connect");
    for (InetAddress address :
        addresses.subList(0, Math.min(addresses.size(), ADDRESSES_TRIED_MAX))) {
      long wait = Math.min(remaining(deadline), CONNECT_TIMEOUT.toNanos());
      if (wait <= 0) {
        break;
      }
      // Not through a proxy of the system: it would look up the name for itself, or reach more.
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), millis(wait));
        socket.setSoTimeout(millis(remaining(deadline)));
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        close(socket);
        failure = e;
      }
    }
    throw failure;
  }

  /** The certificate must be one for the host of the URL, whatever address that led to. */
  private SSLSocket secured(Socket socket, String host) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (isName(host)) {
      try {
        parameters.setServerNames(List.of(new SNIHostName(host)));
      } catch (IllegalArgumentException e) {
        throw new SSLException("not a name that TLS knows", e);
      }
    }
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static boolean isName(String host) {
    return host.indexOf(':') < 0 && !Character.isDigit(host.charAt(host.length() - 1));
  }

  private static HookAnswer exchange(Socket channel, byte[] request) throws IOException {
    OutputStream out = channel.getOutputStream();
    out.write(request);
    out.flush();
    InputStream in = new BufferedInputStream(channel.getInputStream());
    HookAnswer.Status status = new ResponseHead(in).read();
    passOver(channel, in);
    return status;
  }

  private static void passOver(Socket channel, InputStream in) {
    try {
      channel.setSoTimeout(millis(BODY_WAIT.toNanos()));
      byte[] buffer = new byte[BODY_READ_MAX];
      in.readNBytes(buffer, 0, buffer.length);
    } catch (IOException _) {
      // The answer stands, whatever becomes of its body.
    }
  }

  private static byte[] request(TargetUrl target, Map<String, String> headers, byte[] body) {
    StringBuilder head =
        new StringBuilder("POST ")
            .append(target.path())
            .append(" HTTP/1.1\r\nHost: ")
            .append(target.hostHeader())
            .append("\r\nUser-Agent: Crowdstart-Webhooks/1\r\nAccept: */*\r\nConnection: close")
            .append("\r\nContent-Type: application/json\r\nContent-Length: ")
            .append(body.length);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }

  private static long remaining(long deadline) {
    return deadline - System.nanoTime();
  }

  /** At least one: nothing is forever. */
  private static int millis(long nanos) {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is of no use any more in any case.
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
