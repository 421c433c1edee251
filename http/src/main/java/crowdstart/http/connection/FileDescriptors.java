package crowdstart.http.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the operating system lets this process open. */
final class FileDescriptors {
  /** Kept for the database, the other nodes, files, and connections that are being refused. */
  static final int RESERVED = 1_000;

  private FileDescriptors() {}

  /**
   * How many connections there is room for, however many were asked for: a listener that cannot
   * accept any more for want of a descriptor cannot refuse either.
   */
  static int room() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? Math.clamp(system.getMaxFileDescriptorCount() - RESERVED, 1, Integer.MAX_VALUE)
        : Integer.MAX_VALUE;
  }
}
