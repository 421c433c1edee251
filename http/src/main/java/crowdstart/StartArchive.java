package crowdstart;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The archive of loaded classes that the run command has the JVM write when it first ends, and that
 * halves the next start. The JVM writes one whatever it has done until then, does not use one that
 * is older than a jar of its class path, and never replaces one: what is of no use has to be taken
 * away. A file beside it says that the JVM that wrote it had been ready.
 */
final class StartArchive {
  private static final String FLAG = "-XX:SharedArchiveFile=";

  private final Path archive;
  private final Path wasReady;

  StartArchive(Path archive) {
    this.archive = archive;
    this.wasReady = archive.resolveSibling(archive.getFileName() + ".ready");
  }

  /** The archive that this JVM was started with, which need not exist. */
  static Optional<StartArchive> ofThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith(FLAG))
        .map(flag -> new StartArchive(Path.of(flag.substring(FLAG.length()))))
        .findFirst();
  }

  /** To be called at the start, which is when the JVM has decided whether to write one. */
  void removeUnlessUseful() {
    removeUnlessUseful(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList());
  }

  void removeUnlessUseful(List<Path> jars) {
    try {
      if (!Files.exists(archive) || !Files.exists(wasReady) || isOlderThanOneOf(jars)) {
        Files.deleteIfExists(archive);
        Files.deleteIfExists(wasReady);
      }
    } catch (IOException failure) {
      LoggerFactory.getLogger(StartArchive.class).debug("The archive stays as it is", failure);
    }
  }

  /** This JVM has loaded what a start needs. */
  void ready() {
    try {
      Files.writeString(wasReady, "");
    } catch (IOException failure) {
      LoggerFactory.getLogger(StartArchive.class).debug("The archive will be of no use", failure);
    }
  }

  private boolean isOlderThanOneOf(List<Path> jars) throws IOException {
    for (Path jar : jars) {
      if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(archive)) > 0) {
        return true;
      }
    }
    return false;
  }
}
