package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who receives webhooks. */
public final class Receiver implements AutoCloseable {
  public static final String SECRET = "whsec_receiver";

  public final List<Received> received = new CopyOnWriteArrayList<>();

  /** How many are refused before they are accepted. */
  final AtomicInteger refusals = new AtomicInteger();

  private final HttpServer server;

  /** One webhook as it came. */
  public record Received(String body, String signature) {
    JsonNode event() {
      return Json.stored(body);
    }

    public String type() {
      return event().path("type").asText();
    }

    String id() {
      return event().path("id").asText();
    }
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean isRefused = refusals.getAndUpdate(it -> Math.max(0, it - 1)) > 0;
      if (!isRefused) {
        received.add(new Received(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
      }
      exchange.sendResponseHeaders(isRefused ? 503 : 200, -1);
    }
  }

  List<String> types() {
    return received.stream().map(Received::type).toList();
  }

  public SandboxSettings.Endpoint endpoint() {
    return new SandboxSettings.Endpoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks"), SECRET);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
