package crowdstart;

import crowdstart.cluster.ChildJvm;
import crowdstart.cluster.Settings;
import crowdstart.cluster.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the file that lets a node start fast and serve a surge at once: a node runs for nobody, on
 * a database of its own, while its JVM notes which classes and methods matter (JEP 483 and 515).
 * The file serves JVMs of the same build with the same jars, in the same order; others leave it.
 */
final class Training {
  /** Runs the node; not for people, and so not in the help. */
  static final String NODE = "train-here";

  /** Two JVMs that train must not meet a running node: its ports may be set as for any node. */
  private static final List<String> PORTS =
      List.of("HTTP_PORT", "MANAGEMENT_PORT", "ARTERY_PORT", "SANDBOX_PORT", "DATABASE_PORT");

  private static final int LINES_SHOWN_MAX = 20;

  private final Path directory;
  private final Path file;
  private volatile @Nullable Process running;

  private Training(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Blocks for about a minute and a half.
   *
   * @param file for {@code -XX:AOTCache}; replaced whole
   * @throws StartFailed when the node does not start or the JVM cannot write the file
   */
  static void run(Path file) throws InterruptedException {
    System.out.println("A node takes orders from itself for a minute; then the file is written.");
    try {
      Training training = new Training(Files.createTempDirectory("crowdstart-training"), file);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(training::clear));
      training.run();
      System.out.printf("written: %s, %d MB%n", file, Files.size(file) >> 20);
    } catch (IOException failure) {
      throw new StartFailed("Cannot train: " + failure.getMessage(), failure);
    }
  }

  /** In the JVM that takes notes; ends it. */
  static void node(Path dataDirectory) {
    Map<String, String> environment = new HashMap<>();
    PORTS.stream()
        .filter(System.getenv()::containsKey)
        .forEach(name -> environment.put(name, System.getenv(name)));
    environment.put("DATA_DIR", dataDirectory.toString());
    environment.put("DEMO_CAMPAIGNS", "false");
    environment.put("WARM_UP", "PT0S");
    int orders = Node.start(Settings.of(environment), System.out).train();
    System.out.println(orders + " orders");
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    String notes = "-XX:AOTConfiguration=" + directory.resolve("notes");
    Path unfinished = directory.resolve("unfinished");
    run(List.of("-XX:AOTMode=record", notes), NODE, directory.resolve("data").toString());
    run(List.of("-XX:AOTMode=create", notes, "-XX:AOTCache=" + unfinished));
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void run(List<String> flags, String... words) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    List<String> command = ChildJvm.command(flags, Main.class);
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    running = process;
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new StartFailed(
          "The training ended with exit code %d:%n%s".formatted(exitCode, end(log)), null);
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN_MAX), lines.size()));
  }

  /** However this JVM ends. */
  private void clear() {
    try {
      Process last = running;
      if (last != null) {
        last.destroy();
        last.waitFor();
      }
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      System.err.println("left behind: " + directory);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
