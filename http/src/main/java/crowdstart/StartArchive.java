package crowdstart;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of loaded classes that a node of the run command leaves behind when it ends, and that
 * halves the next start. It is asked for while the JVM still runs: one that the JVM writes by
 * itself, on its way out, can make it crash, and may hold no more than half a start. The JVM does
 * not use one that is older than a jar of its class path, so that one is taken away.
 */
final class StartArchive {
  /** Names the file; without it there is no archive. */
  static final String PROPERTY = "crowdstart.start-archive";

  /** Only a JVM that was started so can write one; only where there is none, it is. */
  private static final String RECORDS = "-XX:+RecordDynamicDumpInfo";

  private static final Logger log = LoggerFactory.getLogger(StartArchive.class);

  private final Path file;

  StartArchive(Path file) {
    this.file = file;
  }

  static Optional<StartArchive> ofThisJvm() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(StartArchive::new);
  }

  void removeIfStale() {
    removeIfStale(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList());
  }

  void removeIfStale(List<Path> jars) {
    try {
      if (Files.exists(file) && isOlderThanOneOf(jars)) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      log.debug("The archive of classes stays as it is", failure);
    }
  }

  /** Takes some seconds, in which this JVM does nothing else. */
  void writeIfRecorded() {
    if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains(RECORDS)) {
      return;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmCds",
              new Object[] {new String[] {"dynamic_dump", unfinished.toString()}},
              new String[] {String[].class.getName()});
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (JMException | IOException | RuntimeException failure) {
      log.debug("There is no archive of classes for the next start", failure);
    }
  }

  private boolean isOlderThanOneOf(List<Path> jars) throws IOException {
    for (Path jar : jars) {
      if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(file)) > 0) {
        return true;
      }
    }
    return false;
  }
}
