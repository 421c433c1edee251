package crowdstart.loadtest.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Java process of ours is started.
 *
 * @param heap its size, as after {@code -Xmx}
 * @param wrapper words before {@code java}, such as {@code ip netns exec NAME}; mostly none
 * @param classPath of the process
 */
public record Java(String heap, List<String> wrapper, String classPath) {
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final List<String> FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          // As the run command: what outlives a second collection is not copied a third time.
          "-XX:MaxTenuringThreshold=1",
          "-XX:+ExitOnOutOfMemoryError",
          // Also when this process is killed and cannot stop its children any more.
          "-Dcrowdstart.end-with-parent=true");

  /** As the run command: collections that are short. A smaller heap has less by itself. */
  private static final String YOUNG_MAX = "-XX:MaxNewSize=160m";

  public Java {
    wrapper = List.copyOf(wrapper);
  }

  /** On our own class path, with nothing before it. */
  public static Java of(String heap) {
    return new Java(heap, List.of(), System.getProperty("java.class.path"));
  }

  public Java within(List<String> words) {
    return new Java(heap, words, classPath);
  }

  /** With classes of this directory in place of those of the same name. */
  public Java patched(Path classes) {
    return new Java(heap, wrapper, classes + SEPARATOR + classPath);
  }

  /** The whole command line for these words after the class path. */
  public List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // All of it from the start, as on a machine of its own: a heap that grows collects more often.
    command.add("-Xms" + heap);
    command.add("-Xmx" + heap);
    command.addAll(FLAGS);
    if (heap.endsWith("g")) {
      command.add(YOUNG_MAX);
    }
    command.add("-cp");
    command.add(classPath);
    command.addAll(words);
    return command;
  }
}
