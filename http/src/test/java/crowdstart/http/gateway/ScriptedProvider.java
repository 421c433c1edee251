package crowdstart.http.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A provider that says what a test tells it to, and keeps what it was asked. */
final class ScriptedProvider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * One request as it came.
   *
   * @param form of the query or the body, decoded and sorted
   */
  record Request(String call, String form, Map<String, List<String>> headers) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** What to say; status 0 hangs up, and a negative one never answers. */
  record Reply(int status, String body, Map<String, String> headers) {
    Reply(int status, String body) {
      this(status, body, Map.of());
    }
  }

  ScriptedProvider(Function<Request, Reply> script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, script));
    server.start();
  }

  private void handle(HttpExchange exchange, Function<Request, Reply> script) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Request request =
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
              form(query == null ? body : query),
              Map.copyOf(exchange.getRequestHeaders()));
      requests.add(request);
      Reply reply = script.apply(request);
      if (reply.status() < 0) {
        closing.await();
      } else if (reply.status() > 0) {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String form(String encoded) {
    return Arrays.stream(encoded.split("&", -1))
        .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  StripeGateway gateway(Duration answerTimeout) {
    return new StripeGateway(
        new StripeSettings(
            "stripe",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "sk_test_scripted",
            StripeSettings.CONNECT_TIMEOUT,
            answerTimeout));
  }

  StripeGateway gateway() {
    return gateway(StripeSettings.ANSWER_TIMEOUT);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
