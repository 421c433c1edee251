package crowdstart.loadtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The database's own disk: a file system in an image file, mounted by a loop device. Needs root.
 * Elsewhere an ordinary directory, which is never full.
 */
final class Disk implements AutoCloseable {
  private static final String SIZE = "3G";

  private final Path place;
  private final boolean isOwn;
  private final Thread hook = new Thread(this::unmount, "unmount-disk");

  private Disk(Path place, boolean isOwn) {
    this.place = place;
    this.isOwn = isOwn;
  }

  static Disk make(Path directory) {
    Path place = directory.resolve("database");
    Path image = directory.resolve("database.image");
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean isOwn =
        Shell.works("truncate", "-s", SIZE, image.toString())
            // No blocks set aside for root, so that full means full for us as well.
            && Shell.works("mkfs.ext4", "-q", "-m", "0", image.toString())
            && Shell.works("mount", "-o", "loop", image.toString(), place.toString());
    Disk disk = new Disk(place, isOwn);
    if (isOwn) {
      Runtime.getRuntime().addShutdownHook(disk.hook);
    }
    return disk;
  }

  Path place() {
    return place;
  }

  boolean canBeFull() {
    return isOwn;
  }

  /** Takes everything that is left. */
  void fill() {
    try {
      long left = Files.getFileStore(place).getUsableSpace();
      Shell.works("fallocate", "-l", Long.toString(left), filler().toString());
      // What is too little for one piece is taken in small ones, until there is no more.
      Shell.works(
          "dd",
          "if=/dev/zero",
          "of=" + filler(),
          "oflag=append",
          "conv=notrunc",
          "bs=4k",
          "status=none");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void empty() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return place.resolve("filler");
  }

  @Override
  public void close() {
    unmount();
    if (isOwn) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The hook finds nothing left to do.
      }
    }
  }

  private synchronized void unmount() {
    if (isOwn && Shell.works("mountpoint", "-q", place.toString())) {
      Shell.works("umount", "--lazy", place.toString());
    }
  }
}
