package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A library loaded before a process, by which its wall clock can be set off and its fsync made slow
 * while it runs. Built with the machine's C compiler; without one, those two faults cannot be had.
 */
final class Shim {
  private static final String SOURCE = "shim.c";

  private final Path library;
  private final Path directory;

  private Shim(Path library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  static Optional<Shim> build(Path directory) {
    Path source = directory.resolve(SOURCE);
    Path library = directory.resolve("shim.so");
    try (InputStream text = Objects.requireNonNull(Shim.class.getResourceAsStream(SOURCE))) {
      Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Shell.works(
            "gcc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl")
        ? Optional.of(new Shim(library, directory))
        : Optional.empty();
  }

  /** What a process at this place is started with. */
  Map<String, String> environment(Place place) {
    set(place, Duration.ZERO, Duration.ZERO);
    return Map.of("LD_PRELOAD", library.toString(), "FAULT_CONTROL", control(place).toString());
  }

  /** From now on. Written in place, since the process has the file mapped. */
  void set(Place place, Duration clockOffset, Duration fsyncDelay) {
    ByteBuffer values =
        ByteBuffer.allocate(2 * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(clockOffset.toSeconds())
            .putLong(fsyncDelay.toNanos() / 1_000);
    try (RandomAccessFile file = new RandomAccessFile(control(place).toFile(), "rw")) {
      file.write(values.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path control(Place place) {
    return directory.resolve(place.label() + ".control");
  }
}
