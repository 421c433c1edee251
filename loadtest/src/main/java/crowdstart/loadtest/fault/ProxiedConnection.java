package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** One connection through a proxy: two sockets, and a thread for each direction. */
final class ProxiedConnection {
  private static final int PIECE_BYTES_MAX = 64 * 1024;
  private static final int CONNECT_MILLIS_MAX = 10_000;
  private static final int SLOW_PIECES_PER_SECOND = 10;

  private enum Direction {
    ASKING,
    ANSWERING
  }

  private final Socket client;
  private final Socket server = new Socket();
  private final Supplier<Weather> weather;
  private final long seed;
  private final CountDownLatch over = new CountDownLatch(1);

  ProxiedConnection(Socket client, Supplier<Weather> weather, long seed) {
    this.client = client;
    this.weather = weather;
    this.seed = seed;
  }

  /** Returns when both directions have ended; false when the target refused to be connected to. */
  boolean run(InetSocketAddress target) {
    try {
      client.setTcpNoDelay(true);
      if (!awaitPassage()) {
        return true;
      }
      server.connect(target, CONNECT_MILLIS_MAX);
      server.setTcpNoDelay(true);
      Thread answers =
          Thread.ofVirtual().start(() -> pump(server, client, Direction.ANSWERING, seed + 1));
      pump(client, server, Direction.ASKING, seed);
      answers.join();
      return true;
    } catch (ConnectException refused) {
      // The client learns it as if it had asked the server itself.
      reset();
      return false;
    } catch (IOException gone) {
      reset();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      close(client);
      close(server);
    }
  }

  /** Both ends learn at once, and without a word, that the connection is gone. */
  void reset() {
    over.countDown();
    resetOne(client);
    resetOne(server);
  }

  private boolean awaitPassage() throws InterruptedException {
    if (weather.get() instanceof Weather.HalfOpen) {
      over.await();
      return false;
    }
    return true;
  }

  private void pump(Socket from, Socket to, Direction direction, long ownSeed) {
    SplittableRandom random = new SplittableRandom(ownSeed);
    byte[] piece = new byte[PIECE_BYTES_MAX];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        pass(piece, length, out, direction, random);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  private void pass(
      byte[] piece, int length, OutputStream out, Direction direction, SplittableRandom random)
      throws IOException, InterruptedException {
    switch (weather.get()) {
      case Weather.Clear _ -> out.write(piece, 0, length);
      case Weather.Late late -> {
        Thread.sleep(late.wait(random));
        out.write(piece, 0, length);
      }
      case Weather.Slow(int bytesPerSecond) -> slowly(piece, length, out, bytesPerSecond);
      case Weather.Reset _ -> reset();
      case Weather.HalfOpen _ -> over.await();
      case Weather.AnswersLost _ -> {
        if (direction == Direction.ASKING) {
          out.write(piece, 0, length);
        }
      }
      case Weather.CutShort(int onceIn) -> {
        boolean isCut = random.nextInt(onceIn) == 0;
        out.write(piece, 0, isCut ? random.nextInt(length) : length);
        if (isCut) {
          out.flush();
          reset();
        }
      }
    }
  }

  private void slowly(byte[] piece, int length, OutputStream out, int bytesPerSecond)
      throws IOException, InterruptedException {
    int step = Math.max(1, bytesPerSecond / SLOW_PIECES_PER_SECOND);
    for (int at = 0; at < length; at += step) {
      if (!(weather.get() instanceof Weather.Slow)) {
        out.write(piece, at, length - at);
        return;
      }
      out.write(piece, at, Math.min(step, length - at));
      Thread.sleep(1000 / SLOW_PIECES_PER_SECOND);
    }
  }

  private static void resetOne(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // Then there is nothing to reset.
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
