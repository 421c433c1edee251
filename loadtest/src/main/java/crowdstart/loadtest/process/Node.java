package crowdstart.loadtest.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A node of ours, started and ready. */
public record Node(Child child, URI url, double readyAfterSeconds) {
  public static final String MAIN = "crowdstart.Main";
  public static final int HTTP_PORT = 18_080;
  private static final int MANAGEMENT_PORT = 18_558;
  private static final int ARTERY_PORT = 18_355;
  private static final int SANDBOX_PORT = 18_111;

  /** What the sandboxes of the nodes here sign with, and whoever stands in for them. */
  public static final String WEBHOOK_SECRET = "whsec_of_the_load_test";

  private static final double READY_SECONDS_MAX = 120;
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /**
   * Starts so many nodes on loopback addresses of their own, as one cluster, and waits until all
   * are ready.
   */
  public static List<Node> start(
      Children children, Path directory, Java java, Database database, int count)
      throws InterruptedException {
    return start(children, directory, java, database, count, Map.of());
  }

  /** The same, with further settings, which go before those given here. */
  public static List<Node> start(
      Children children,
      Path directory,
      Java java,
      Database database,
      int count,
      Map<String, String> settings)
      throws InterruptedException {
    String contactPoints =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> host(number) + ":" + MANAGEMENT_PORT)
            .collect(Collectors.joining(","));
    long began = System.nanoTime();
    List<Child> started = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      started.add(
          children.add(
              Child.start(
                  "node-" + number + "-of-" + count,
                  directory,
                  java,
                  environment(number, contactPoints, database, settings),
                  NOTHING,
                  MAIN)));
    }
    List<Node> nodes = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      awaitReady(started.get(number - 1), host(number), began);
      nodes.add(
          new Node(
              started.get(number - 1),
              URI.create("http://" + host(number) + ":" + HTTP_PORT),
              (System.nanoTime() - began) / 1e9));
    }
    return nodes;
  }

  private static Map<String, String> environment(
      int number, String contactPoints, Database database, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HTTP_HOST", host(number));
    environment.put("HTTP_PORT", Integer.toString(HTTP_PORT));
    environment.put("MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT));
    environment.put("ARTERY_PORT", Integer.toString(ARTERY_PORT));
    environment.put("CONTACT_POINTS", contactPoints);
    environment.put("SANDBOX_PORT", Integer.toString(SANDBOX_PORT));
    environment.put("SANDBOX_WEBHOOK_SECRET", WEBHOOK_SECRET);
    environment.put("DATABASE_URL", database.url());
    environment.put("DEMO_CAMPAIGNS", "false");
    environment.putAll(settings);
    return environment;
  }

  /** Where its metrics are read. */
  public URI metrics() {
    return URI.create("http://%s:%d/metrics".formatted(url.getHost(), MANAGEMENT_PORT));
  }

  /** Its own payment sandbox. */
  public URI sandbox() {
    return URI.create("http://" + url.getHost() + ":" + SANDBOX_PORT);
  }

  private static String host(int number) {
    return "127.0.0." + number;
  }

  private static void awaitReady(Child child, String host, long began) throws InterruptedException {
    URI ready = URI.create("http://%s:%d/health/ready".formatted(host, MANAGEMENT_PORT));
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!answersOk(http, ready)) {
        child.checkAlive();
        if (System.nanoTime() - began > READY_SECONDS_MAX * 1e9) {
          throw child.failure("was not ready within " + READY_SECONDS_MAX + " s");
        }
        Thread.sleep(20);
      }
    }
  }

  private static boolean answersOk(HttpClient http, URI address) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).GET().build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
