package crowdstart.loadtest.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What README's command {@code train} does, for the nodes of a benchmark. */
public final class Training {
  private static final long SECONDS_MAX = 300;

  private Training() {}

  /** Runs one, which takes a minute and a half, and returns a Java that makes use of it. */
  public static Java train(Children children, Path directory, Java java)
      throws InterruptedException {
    Java ofJars = java.ofJars();
    Path file = directory.resolve("trained.aot");
    Child child =
        children.add(
            Child.start(
                "training",
                directory,
                ofJars,
                Map.of(),
                Pattern.compile("written: "),
                Node.MAIN,
                "train",
                file.toString()));
    child.awaitAnnouncement(SECONDS_MAX);
    // With "on" a JVM that cannot make use of it ends, and says why.
    return ofJars.with("-XX:AOTCache=" + file).with("-XX:AOTMode=on");
  }
}
