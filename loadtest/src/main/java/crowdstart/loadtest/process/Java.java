package crowdstart.loadtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a Java process of ours is started.
 *
 * @param heap its size, as after {@code -Xmx}
 * @param wrapper words before {@code java}, such as {@code ip netns exec NAME}; mostly none
 * @param classPath of the process
 * @param more flags of this process alone
 */
public record Java(String heap, List<String> wrapper, String classPath, List<String> more) {
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final List<String> FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          // As the run command: what outlives a second collection is not copied a third time.
          "-XX:MaxTenuringThreshold=1",
          // Also when this process is killed and cannot stop its children any more.
          "-Dcrowdstart.end-with-parent=true");

  /** As the run command: compilers give way to orders; elsewhere the numbers mean other things. */
  private static final List<String> PRIORITIES =
      System.getProperty("os.name").equals("Linux")
          ? List.of(
              "-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=4", "-XX:-PrintWarnings")
          : List.of();

  public Java {
    wrapper = List.copyOf(wrapper);
    more = List.copyOf(more);
  }

  /** On our own class path, with nothing before it. */
  public static Java of(String heap) {
    return new Java(heap, List.of(), System.getProperty("java.class.path"), List.of());
  }

  public Java within(List<String> words) {
    return new Java(heap, words, classPath, more);
  }

  /** With classes of this directory in place of those of the same name. */
  public Java patched(Path classes) {
    return new Java(heap, wrapper, classes + SEPARATOR + classPath, more);
  }

  /** With these jars alone: what a training writes holds for no folder of classes. */
  Java ofJars() {
    String jars =
        Arrays.stream(classPath.split(SEPARATOR))
            .filter(entry -> Files.isRegularFile(Path.of(entry)))
            .collect(Collectors.joining(SEPARATOR));
    return new Java(heap, wrapper, jars, more);
  }

  Java with(String flag) {
    List<String> flags = new ArrayList<>(more);
    flags.add(flag);
    return new Java(heap, wrapper, classPath, flags);
  }

  /** The whole command line for these words after the class path. */
  public List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // All of it from the start, as on a machine of its own: a heap that grows collects more often.
    command.add("-Xms" + heap);
    command.add("-Xmx" + heap);
    command.addAll(FLAGS);
    command.addAll(PRIORITIES);
    command.addAll(more);
    command.add("-cp");
    command.add(classPath);
    command.addAll(words);
    return command;
  }
}
