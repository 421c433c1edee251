package crowdstart.loadtest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java process of ours; its output goes to a file. */
public final class Child {
  private static final long STOP_SECONDS_MAX = 30;
  private final String name;
  private final Path log;
  private final Process process;
  private final CompletableFuture<String> announced = new CompletableFuture<>();

  /** {@code announcement} is what a line of its output says when it is up. */
  private Child(String name, Path log, Process process, Pattern announcement) {
    this.name = name;
    this.log = log;
    this.process = process;
    // Not virtual: reading a pipe keeps a carrier, and two children would take both of two cores'.
    Thread.ofPlatform().name(name + "-output").daemon().start(() -> copyOutput(announcement));
  }

  public static Child start(
      String name,
      Path directory,
      Java java,
      Map<String, String> environment,
      Pattern announcement,
      String... words) {
    ProcessBuilder builder =
        new ProcessBuilder(java.command(List.of(words)))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Child(name, directory.resolve(name + ".log"), builder.start(), announcement);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the line that says it is up, and returns what the pattern found there. */
  public String awaitAnnouncement(long secondsMax) throws InterruptedException {
    try {
      return announced.get(secondsMax, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failure("did not come up within " + secondsMax + " s");
    }
  }

  public void checkAlive() {
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue());
    }
  }

  public IllegalStateException failure(String what) {
    return new IllegalStateException("%s %s; its last lines:%n%s".formatted(name, what, tail()));
  }

  /** Asks it to end, waits, and insists. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void copyOutput(Pattern announcement) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        var copy = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        Matcher found = announcement.matcher(line);
        if (found.find()) {
          announced.complete(found.group());
        }
      }
    } catch (IOException e) {
      announced.completeExceptionally(e);
    }
    announced.completeExceptionally(new IllegalStateException(name + " ended"));
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(no output)";
    }
  }
}
