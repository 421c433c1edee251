package crowdstart.cluster;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How another JVM like this one is started. */
final class ChildJvm {
  /** Agents and ports cannot be shared, and an archive of classes is written by one JVM. */
  private static final List<String> NOT_FOR_CHILDREN =
      List.of(
          "-agentlib:",
          "-javaagent:",
          "-XX:+RecordDynamicDumpInfo",
          "-Dcrowdstart.start-archive",
          "-D" + ParentProcess.PROPERTY);

  private ChildJvm() {}

  /** With this JVM's class path and flags; it ends when this one does. */
  static List<String> command(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> NOT_FOR_CHILDREN.stream().noneMatch(flag::startsWith))
        .forEach(command::add);
    command.add("-D" + ParentProcess.PROPERTY + "=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return command;
  }
}
