package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Whatever is sent: the problem of the contract, nothing stored, and never a failure of ours. */
abstract class BadInput {
  static TestNode node;
  static Client client;
  static String campaign;
  static String draft;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    client = new Client(node);
    campaign = Given.liveCampaign(client, node, 1_000);
    draft = Given.draft(client, node, 10);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  @AfterEach
  void nothingWasStored() {
    JsonNode stats = client.get("/v1/campaigns/" + campaign + "/stats").json();
    assertThat(stats.path("orders").asInt()).isZero();
    assertThat(stats.path("held").asLong()).isZero();
    assertThat(client.get("/v1/campaigns/" + draft).json().path("title").asText())
        .isEqualTo("A lamp that folds flat");
  }

  static byte[] withBody(byte[] body) {
    byte[] head =
        ("POST "
                + orders()
                + " HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  static void assertProblem(String answer, int status, String type) {
    assertProblem(answer, status);
    assertThat(answer).contains("\"type\":\"" + type + "\"");
  }

  static void assertProblem(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json")
        .contains("\"status\":" + status)
        .doesNotContain("xception")
        .doesNotContain("\tat ");
  }

  static String orders() {
    return "/v1/campaigns/" + campaign + "/orders";
  }

  static Client.Answer order(String body) {
    return client.postText(orders(), body, "Idempotency-Key", "k");
  }

  static String valid() {
    return Given.order("lamp", 1, "one@example.org").toString();
  }

  static String with(String pointer, String value) {
    return set(Given.order("lamp", 1, "one@example.org"), pointer, value);
  }

  /** Puts raw JSON where a pointer leads, on a way that is made where there is none. */
  static String set(JsonNode body, String pointer, String value) {
    String place = "\"@place@\"";
    JsonNode at = body;
    String[] names = pointer.substring(1).split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = step(at, names[i], names[i + 1]);
    }
    String last = names[names.length - 1].replace("~1", "/").replace("~0", "~");
    if (at instanceof ArrayNode list) {
      while (list.size() <= Integer.parseInt(last)) {
        list.add("@place@");
      }
      list.set(Integer.parseInt(last), "@place@");
    } else {
      ((ObjectNode) at).put(last, "@place@");
    }
    return body.toString().replace(place, value);
  }

  private static JsonNode step(JsonNode at, String name, String next) {
    if (at instanceof ArrayNode list) {
      return list.isEmpty() ? list.addObject() : list.get(Integer.parseInt(name));
    }
    var object = (ObjectNode) at;
    if (object.has(name)) {
      return object.get(name);
    }
    return next.equals("0") ? object.putArray(name) : object.putObject(name);
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static String raw(String request) {
    return raw(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes as they are, and takes whatever comes back until the connection ends. */
  static String raw(byte[] request) {
    try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(15_000);
      try {
        socket.getOutputStream().write(request);
      } catch (IOException _) {
        // The server has heard enough; its answer is on the way.
      }
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8_192];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0 && !answer.toString().endsWith("}");
            n = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      } catch (IOException broken) {
        if (answer.isEmpty()) {
          throw broken;
        }
      }
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
