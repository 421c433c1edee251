package crowdstart.loadtest.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.launch.crowd.Crowd;
import crowdstart.loadtest.launch.crowd.CrowdPlan;
import crowdstart.loadtest.launch.crowd.CrowdSecond;
import crowdstart.loadtest.process.Child;
import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The processes of the crowd, and what they tell. */
final class Crowds implements AutoCloseable {
  private static final String HEAP = "512m";
  private static final int START_MILLIS_MAX = 30_000;
  private static final int ADDRESSES_PER_NET = 250;
  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Child> processes = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();

  /**
   * Starts them; they connect at once.
   *
   * @param everySecond told what each of them tells, on a thread for each
   */
  Crowds(
      Children children,
      Path directory,
      LaunchPlan plan,
      List<URI> servers,
      URI sandbox,
      String campaign,
      Consumer<CrowdSecond> everySecond)
      throws IOException {
    String run = Long.toString(System.currentTimeMillis(), 36);
    try (ServerSocket listening =
        new ServerSocket(0, plan.crowds(), InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(START_MILLIS_MAX);
      for (int share = 0; share < plan.crowds(); share++) {
        CrowdPlan own =
            new CrowdPlan(
                share,
                plan.crowds(),
                servers,
                sandbox,
                sources(plan, share),
                share(plan.backers(), share, plan.crowds()),
                share(plan.watchers(), share, plan.crowds()),
                campaign,
                run,
                plan.seed(),
                plan.shape(),
                listening.getLocalPort());
        processes.add(start(children, directory, own));
      }
      for (int i = 0; i < plan.crowds(); i++) {
        Socket socket = listening.accept();
        sockets.add(socket);
        Thread.ofPlatform().name("crowd-" + i).daemon().start(() -> read(socket, everySecond));
      }
    }
  }

  private static Child start(Children children, Path directory, CrowdPlan plan) throws IOException {
    Path file = directory.resolve("crowd-" + plan.share() + ".json");
    Files.write(file, JSON.writeValueAsBytes(plan));
    return children.add(
        Child.start(
            "crowd-" + plan.share(),
            directory,
            Java.of(HEAP),
            Map.of(),
            NOTHING,
            "crowdstart.loadtest.Main",
            "crowd",
            "--plan",
            file.toString()));
  }

  List<Child> processes() {
    return List.copyOf(processes);
  }

  /** Says when the quiet hour begins, in milliseconds since 1970. */
  void begin(long epochMillis) throws IOException {
    say(Crowd.START + epochMillis);
  }

  /** No more backers wake; those under way go on to their end. */
  void stop() throws IOException {
    say(Crowd.STOP);
  }

  private void say(String line) throws IOException {
    for (Socket socket : sockets) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Hangs up, which ends them. */
  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void read(Socket socket, Consumer<CrowdSecond> everySecond) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        everySecond.accept(JSON.readValue(line, CrowdSecond.class));
      }
    } catch (IOException e) {
      // The run is over, or the process has ended, which whoever waits for its seconds will notice.
    }
  }

  private static int share(int all, int share, int shares) {
    return all / shares + (share < all % shares ? 1 : 0);
  }

  /** Loopback addresses of its own for each share: 127.0.1.1 and so on. */
  static List<String> sources(LaunchPlan plan, int share) {
    int each =
        Math.ceilDiv(Math.ceilDiv(plan.backers(), plan.crowds()), LaunchPlan.BACKERS_PER_ADDRESS);
    return IntStream.range(share * each, (share + 1) * each)
        .mapToObj(
            i -> "127.0.%d.%d".formatted(1 + i / ADDRESSES_PER_NET, 1 + i % ADDRESSES_PER_NET))
        .toList();
  }
}
