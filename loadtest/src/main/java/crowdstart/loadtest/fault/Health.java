package crowdstart.loadtest.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the nodes' management ports, with no proxy between. */
final class Health implements AutoCloseable {
  static final int MANAGEMENT_PORT = 8558;
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);

  private final Network network;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WAIT_MAX)
          .build();

  Health(Network network) {
    this.network = network;
  }

  /** The nodes that say that they should be given traffic. */
  List<Place> ready() throws InterruptedException {
    List<Place> ready = new ArrayList<>();
    for (Place node : Place.NODES) {
      if (isReady(node)) {
        ready.add(node);
      }
    }
    return ready;
  }

  boolean isReady(Place node) throws InterruptedException {
    URI address =
        URI.create("http://%s:%d/health/ready".formatted(network.address(node), MANAGEMENT_PORT));
    try {
      return http.send(
                  HttpRequest.newBuilder(address).timeout(ANSWER_WAIT_MAX).GET().build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
