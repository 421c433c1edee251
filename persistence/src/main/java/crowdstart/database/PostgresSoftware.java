package crowdstart.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once from the archive on the class path.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresSoftware(Path directory) {

  private static final Pattern VERSION = Pattern.compile("PostgreSQL\\)? (\\d+)");

  /** Unpacks unless this very archive was unpacked under {@code parent} before. */
  static PostgresSoftware unpacked(Path parent) throws IOException {
    URL archive = archive();
    Path directory = parent.resolve("software-" + fingerprint(archive));
    if (!Files.isDirectory(directory)) {
      // Unpacked beside and renamed: a start that was killed half way leaves nothing that looks
      // whole, and of two starts at once either wins.
      Path beside = Files.createTempDirectory(parent, "unpack-");
      unpack(archive, beside);
      try {
        Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        deleteAll(beside);
        if (!Files.isDirectory(directory)) {
          throw e;
        }
      }
    }
    return new PostgresSoftware(directory);
  }

  /** The major version, such as 18; a data directory can be opened by its own major only. */
  int major() throws IOException {
    String answer = Command.run(List.of(program("postgres"), "--version")).output();
    var matcher = VERSION.matcher(answer);
    if (!matcher.find()) {
      throw new IOException("cannot read the version in: " + answer);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** A command line for one of the programs, which runs as root too. */
  List<String> command(String program, List<String> arguments) throws IOException {
    var command = new ArrayList<>(Command.withoutRoot());
    command.add(program(program));
    command.addAll(arguments);
    return command;
  }

  private String program(String name) {
    String suffix = osName().startsWith("windows") ? ".exe" : "";
    return directory.resolve("bin").resolve(name + suffix).toString();
  }

  private static URL archive() {
    String os =
        switch (osName()) {
          case String name when name.startsWith("windows") -> "windows";
          case String name when name.startsWith("mac") -> "darwin";
          case String name -> name;
        };
    String own =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          case String other -> other;
        };
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    // A Mac of either kind runs the programs of the older one.
    for (String architecture : os.equals("darwin") ? List.of(own, "x86_64") : List.of(own)) {
      String name = "/postgres-" + os + "-" + architecture + libc + ".txz";
      URL found = PostgresSoftware.class.getResource(name);
      if (found != null) {
        return found;
      }
    }
    throw new DatabaseException(
        "no embedded PostgreSQL for %s on %s: set DATABASE_URL instead".formatted(os, own));
  }

  private static String osName() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    return connection instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : Long.toHexString(connection.getContentLengthLong());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive reaches outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      if (executable && !path.toFile().setExecutable(true, false)) {
        throw new IOException("cannot be made executable: " + path);
      }
    }
  }

  static void deleteAll(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.deleteIfExists(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
