package crowdstart.loadtest.powercut;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Linux's way to end a file system in the middle of its work (the ioctl {@code EXT4_IOC_SHUTDOWN}),
 * made for the tests of crash recovery.
 */
final class FileSystemShutdown {
  /** _IOR('X', 125, __u32). */
  private static final long EXT4_IOC_SHUTDOWN = 0x8004587DL;

  /** The file system's journal is not flushed either. */
  private static final int NOLOGFLUSH = 2;

  private static final int READ_ONLY = 0;

  private FileSystemShutdown() {}

  static void now(Path mountPoint) {
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle open =
          handle(linker, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
      MethodHandle ioctl =
          handle(linker, "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
      MethodHandle close = handle(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
      int file = (int) open.invokeExact(arena.allocateFrom(mountPoint.toString()), READ_ONLY);
      if (file < 0) {
        throw new IllegalStateException(mountPoint + " could not be opened");
      }
      MemorySegment flags = arena.allocateFrom(JAVA_INT, NOLOGFLUSH);
      int answer = (int) ioctl.invokeExact(file, EXT4_IOC_SHUTDOWN, flags);
      int ignored = (int) close.invokeExact(file);
      if (answer != 0) {
        throw new IllegalStateException(
            "the file system at " + mountPoint + " could not be shut down, nor closed: " + ignored);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them take a variable number of arguments after the second. */
  @SuppressWarnings("restricted") // Native access is enabled for every process of the load test.
  private static MethodHandle handle(Linker linker, String name, FunctionDescriptor form) {
    MemorySegment function = linker.defaultLookup().findOrThrow(name);
    return form.argumentLayouts().size() > 2
        ? linker.downcallHandle(function, form, Linker.Option.firstVariadicArg(2))
        : linker.downcallHandle(function, form);
  }
}
