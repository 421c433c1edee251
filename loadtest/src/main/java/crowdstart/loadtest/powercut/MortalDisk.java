package crowdstart.loadtest.powercut;

import crowdstart.loadtest.fault.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A file system in an image file, whose power can be cut. What was only in memory is lost: the
 * image holds what the kernel has given to the device, and nothing of the page cache above it.
 * Needs root.
 *
 * <p>The device is taken to keep what it was given, as one with a protected cache does; what a
 * device does that lies about its own cache is not shown.
 */
final class MortalDisk implements AutoCloseable {
  private static final String SIZE = "4G";
  private static final Duration BUSY_WAIT_MAX = Duration.ofSeconds(30);
  private static final long BUSY_LOOK_NANOS = 100_000_000;

  private final Path image;
  private final Path place;
  private final Thread hook = new Thread(this::unmount, "unmount-mortal-disk");

  private MortalDisk(Path directory) {
    image = directory.resolve("disk.image");
    place = directory.resolve("disk");
  }

  /** Whether this system lets us: tries, in this directory. */
  static boolean canBeMade(Path directory) {
    try {
      make(directory).close();
      return true;
    } catch (IllegalStateException | UncheckedIOException notHere) {
      System.out.println("no disk of our own: " + notHere.getMessage());
      return false;
    }
  }

  /** An empty one, mounted. */
  static MortalDisk make(Path directory) {
    MortalDisk disk = new MortalDisk(directory);
    Runtime.getRuntime().addShutdownHook(disk.hook);
    try {
      Files.createDirectories(disk.place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.run("truncate", "-s", SIZE, disk.image.toString());
    Shell.run("mkfs.ext4", "-q", disk.image.toString());
    disk.mount();
    return disk;
  }

  Path place() {
    return place;
  }

  /** Past the host's page cache, so that a copy of the image is what stands on the host's disk. */
  private void mount() {
    String device = Shell.run("losetup", "--direct-io=on", "--find", "--show", image.toString());
    try {
      Shell.run("mount", device, place.toString());
    } finally {
      // It stays for as long as it is mounted, and goes by itself.
      Shell.run("losetup", "--detach", device);
    }
  }

  /**
   * From the moment that this is called nothing more gets to the device, neither data nor the file
   * system's journal.
   */
  void cut() {
    FileSystemShutdown.now(place);
  }

  /**
   * Copies what the device held, and puts the copy in its place. Nobody may use the disk any more.
   */
  void replaceByCopy() {
    Path copy = image.resolveSibling("copy.image");
    // Before it is unmounted, so that unmounting cannot add anything.
    Shell.run("cp", "--sparse=always", image.toString(), copy.toString());
    unmount();
    try {
      Files.move(copy, image, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mount();
  }

  @Override
  public void close() {
    unmount();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook finds nothing left to do.
    }
  }

  /**
   * Waits for the last to leave: a database's processes end one after the other when it is killed.
   */
  private synchronized void unmount() {
    long deadline = System.nanoTime() + BUSY_WAIT_MAX.toNanos();
    while (Shell.works("mountpoint", "-q", place.toString())
        && !Shell.works("umount", place.toString())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(place + " is still busy after " + BUSY_WAIT_MAX);
      }
      LockSupport.parkNanos(BUSY_LOOK_NANOS);
    }
  }
}
